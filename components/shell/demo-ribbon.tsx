/** On every page of a demonstration, and in print, so that its data is never taken for real. */
export const DemoRibbon = () => (
  <p className="border-b border-warn-line bg-warn-tint px-4 py-0.5 text-center text-sm font-medium text-warn-ink print:mb-2 print:border-0 print:bg-transparent print:p-0 print:text-left">
    Demonstration data
  </p>
);
