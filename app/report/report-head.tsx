import { DefinitionList } from "@/components/record/definition-list";
import { PageHeader } from "@/components/shell/page-header";

type Props = {
  organisation: string;
  period: string;
  filterText: string;
  generatedAt: string;
  generatedBy: string;
  zone: string;
  isDemo: boolean;
};

export const ReportHead = ({ organisation, period, filterText, generatedAt, generatedBy, zone, isDemo }: Props) => (
  <PageHeader
    title="Change report"
    above={
      <>
        <span className="font-medium wrap-anywhere">{organisation}</span>
        {isDemo ? <em className="font-medium text-warn-ink">Demonstration data</em> : null}
      </>
    }
    intro={
      <div className="text-ink">
        <DefinitionList
          rows={[
            { term: "Period", value: <b>{period}</b> },
            { term: "Filter", value: filterText || "none: every change opened in the period" },
            { term: "Generated", value: `${generatedAt} by ${generatedBy}` },
            { term: "Times", value: `in ${zone}, unless another zone is named` },
          ]}
        />
      </div>
    }
  />
);
