import { useSignal } from "@preact/signals";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { Select } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { catalogue } from "./catalogue";
import { wards } from "./departments";
import { addressOf, type Filter, queue, STATUSES } from "./queue";

const CHIPS = [
  { status: "open", icon: null },
  { status: "no_crew", icon: "people" },
  { status: "overdue", icon: "st-late" },
  { status: "to_pass", icon: "eye" },
] as const;

/** What of the queue is shown: the four that matter most with their counts, and by status, type and ward. */
export function Filters({ department, filter }: { department: string; filter: Filter }) {
  const isOpen = useSignal(isFine(filter));
  const counts = queue.value?.counts;
  const show = (change: Partial<Filter>) => navigate(addressOf(department, { ...filter, ...change }));
  return (
    <div class="desk-filters">
      <fieldset class="desk-chips">
        <legend class="visually-hidden">{t("desk.show")}</legend>
        {CHIPS.map(({ status, icon }) => (
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
            {counts && <b>{counts[status]}</b>}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class="desk-chip"
        aria-expanded={isOpen.value}
        aria-controls="desk-selects"
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        <Icon name="filter" size={16} />
        {t("desk.filter")}
      </button>
      <div class="desk-selects" id="desk-selects" hidden={!isOpen.value}>
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
            ...catalogue.value.map((kind) => ({ value: kind.key, label: kind.label })),
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

/** Whether more is asked for than a chip can show. */
function isFine({ status, issue_type, ward }: Filter): boolean {
  return issue_type !== "" || ward !== "" || !CHIPS.some((chip) => chip.status === status);
}
