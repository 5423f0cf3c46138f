import { Notice } from "@/components/basics/notice";

/** The only time that the address is shown. */
export const FeedAddress = ({ address }: { address: string }) => (
  <div className="mb-8 print:hidden">
    <Notice role="status" tone="good" heading="The feed is made. This is its address.">
      <p id="address-words">
        It is shown this once: copy it now and add it to your calendar as a calendar from the internet. Whoever has it
        reads the calendar as you do, until you revoke the feed.
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
