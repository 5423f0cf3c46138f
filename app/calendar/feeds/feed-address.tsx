import { Button, ButtonLink } from "@/components/basics/button";
import { Notice } from "@/components/basics/notice";
import { QrCode } from "@/components/basics/qr-code";
import { webcalAddress } from "@/lib/calendar/feed-address";

/** The only time that the address is shown: to subscribe with, to copy, and to scan with a phone. */
export const FeedAddress = ({ address }: { address: string }) => (
  <div className="mb-8 print:hidden">
    <Notice role="status" tone="good" heading="Feed created. This is its address.">
      <p id="address-hint">
        Use the address now: Windlass shows it only once. Anyone who has the address can read the calendar as you do
        until you revoke the feed.
      </p>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="grid content-start gap-2">
          <label htmlFor="address" className="font-medium">
            Address
          </label>
          <input
            id="address"
            className="control"
            readOnly
            value={address}
            autoComplete="off"
            aria-describedby="address-hint"
          />
          <div className="flex flex-wrap items-center gap-3">
            <ButtonLink href={webcalAddress(address)}>Subscribe in my calendar program</ButtonLink>
            <Button type="button" variant="quiet" className="noscript:hidden" data-copy="address">
              Copy address
            </Button>
            <span role="status" data-copied="" />
          </div>
        </div>
        <figure className="grid justify-items-center gap-1">
          <QrCode text={webcalAddress(address)} label="QR code of the feed’s address" />
          <figcaption className="text-sm text-muted">Scan with your phone</figcaption>
        </figure>
      </div>
    </Notice>
  </div>
);
