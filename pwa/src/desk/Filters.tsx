import { t } from "../app/language";
import { navigate } from "../app/router";
import { Select } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { issueTypes, wards } from "./departments";
import { addressOf, type Filter, queue, STATUSES } from "./queue";

const CHIPS = [
  { status: "open", count: "open", icon: null },
  { status: "no_crew", count: "no_crew", icon: "people" },
  { status: "overdue", count: "overdue", icon: "st-late" },
  { status: "to_pass", count: "to_pass", icon: "eye" },
] as const;

/** What of the queue is shown: the four that matter most with their counts, and by status, type and ward. */
export function Filters({ department, filter }: { department: string; filter: Filter }) {
  const counts = queue.value?.counts;
  const show = (change: Partial<Filter>) => navigate(addressOf(department, { ...filter, ...change }));
  return (
    <div class="desk-filters">
      <fieldset class="desk-chips">
        <legend class="visually-hidden">{t("desk.show")}</legend>
        {CHIPS.map(({ status, count, icon }) => (
          <button
            key={status}
            type="button"
            class="desk-chip"
            aria-pressed={filter.status === status}
            onClick={() => show({ status })}
          >
            {filter.status === status ? (
              <Icon name="check" size={16} />
            ) : (
              icon && <Icon name={icon} size={16} />
            )}
            <span>{t(`desk.status_${status}`)}</span>
            {counts && <b>{counts[count]}</b>}
          </button>
        ))}
      </fieldset>
      <div class="desk-selects">
        <Select
          inline
          label={t("desk.status")}
          value={filter.status}
          options={STATUSES.map((value) => ({ value, label: t(`desk.status_${value}`) }))}
          onChange={(status) => show({ status })}
        />
        <Select
          inline
          label={t("desk.type")}
          value={filter.issue_type}
          options={[
            { value: "", label: t("desk.all_types") },
            ...issueTypes.value.map((kind) => ({ value: kind.key, label: kind.label })),
          ]}
          onChange={(issue_type) => show({ issue_type })}
        />
        <Select
          inline
          label={t("desk.ward")}
          value={filter.ward}
          options={[
            { value: "", label: t("desk.all_wards") },
            ...wards.value.map((ward) => ({ value: ward.key, label: ward.name })),
          ]}
          onChange={(ward) => show({ ward })}
        />
      </div>
    </div>
  );
}
