import { Facts } from "@/components/record/facts";
import { PageHead } from "@/components/shell/page-head";

type Props = {
  organisation: string;
  period: string;
  filtered: string;
  drawn: string;
  by: string;
  zone: string;
  isDemo: boolean;
};

export const ReportHead = ({ organisation, period, filtered, drawn, by, zone, isDemo }: Props) => (
  <PageHead
    title="Change report"
    above={
      <>
        <span className="font-medium wrap-anywhere">{organisation}</span>
        {isDemo ? <em className="font-medium text-warn-ink">Demonstration data</em> : null}
      </>
    }
    lead={
      <div className="text-ink">
        <Facts
          rows={[
            { term: "Period", answer: <b>{period}</b> },
            { term: "Filter", answer: filtered || "none: every change opened in the period" },
            { term: "Generated", answer: `${drawn} by ${by}` },
            { term: "Times", answer: `in ${zone}, unless another zone is named` },
          ]}
        />
      </div>
    }
  />
);
