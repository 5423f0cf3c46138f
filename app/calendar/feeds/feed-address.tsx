import { Notice } from "@/components/basics/notice";

/** The only time that the address is shown. */
export const FeedAddress = ({ address }: { address: string }) => (
  <div className="mb-8 print:hidden">
    <Notice role="status" tone="good" heading="Feed created. This is its address.">
      <p id="address-words">
        Copy the address now: Windlass shows it only once. Add it to your calendar program as an internet calendar.
        Anyone who has the address can read the calendar as you do until you revoke the feed.
      </p>
      <label htmlFor="address" className="font-medium">
        Address
      </label>
      <input
        id="address"
        className="control"
        readOnly
        value={address}
        autoComplete="off"
        aria-describedby="address-words"
      />
    </Notice>
  </div>
);
