import { t } from "../app/language";
import { DidNotLoad } from "../ui/DidNotLoad";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import { departments, departmentsProblem, loadDepartments, myDepartments } from "./departments";

/** While it is not known which queue is this person's, and where there is none. */
export function Nowhere() {
  const isKnown = departments.value !== null;
  return (
    <main class="desk-nowhere">
      <h1 class="question" tabIndex={-1}>
        {t("desk.title")}
      </h1>
      {departmentsProblem.value && !isKnown && (
        <DidNotLoad
          words={departmentsProblem.value.detail || undefined}
          onRetry={() => void loadDepartments()}
        />
      )}
      {isKnown && myDepartments.value.length === 0 && (
        <EmptyState title={t("desk.no_department")}>{t("desk.no_department_what")}</EmptyState>
      )}
      {!isKnown && !departmentsProblem.value && <Skeleton rows={6} />}
    </main>
  );
}
