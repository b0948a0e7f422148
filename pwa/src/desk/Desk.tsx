import "./desk.css";
import { useEffect, useMemo } from "preact/hooks";
import { language } from "../app/language";
import { navigate, path, query, type ViewProps } from "../app/router";
import { useSignInAgain } from "../app/signInAgain";
import { watch } from "../live/watch";
import { loadCatalogue } from "./catalogue";
import { startClock } from "./clock";
import { DeskRail } from "./DeskRail";
import { DeskTop } from "./DeskTop";
import { departmentsProblem, loadDepartments, loadWards, myDepartments } from "./departments";
import { Filters } from "./Filters";
import { JobPanel } from "./JobPanel";
import { job, openJob, refreshJob } from "./job";
import { KeysFoot } from "./KeysFoot";
import { focusRow, listenToKeys } from "./keys";
import { Nowhere } from "./Nowhere";
import { QueueView } from "./QueueView";
import { addressOf, filterOf, news, openQueue, queueProblem, refreshQueue } from "./queue";

/** A department's queue, and beside it the job that is open. The address says which. */
export default function Desk({ params }: ViewProps) {
  const department = params.department ?? null;
  const open = params.job && /^\d+$/.test(params.job) ? Number(params.job) : null;
  const search = query.value.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(search)), [search]);
  const mine = myDepartments.value;
  useSignInAgain(queueProblem.value ?? departmentsProblem.value);

  useEffect(() => {
    void loadDepartments();
    return startClock();
  }, []);
  useEffect(() => {
    void loadCatalogue();
    void loadWards();
  }, [language.value]);
  useEffect(() => {
    const [first] = mine;
    // While the next screen is on its way this one is still drawn.
    if (!department && first && path.peek() === "/desk")
      navigate(addressOf(first.key, filter), { replace: true });
  }, [department, mine, filter]);
  useEffect(() => {
    if (department) void openQueue(department, filter);
  }, [department, filter]);
  useEffect(() => {
    const before = job.peek()?.line.id ?? null;
    void openJob(open);
    if (open === null && before !== null && !focusRow(before)) document.querySelector("h1")?.focus();
  }, [open]);
  useEffect(() => {
    if (!department) return;
    return watch([`queue:${department}`], () => {
      void refreshQueue();
      void refreshJob();
    });
  }, [department]);
  useEffect(() => {
    if (!department) return;
    return listenToKeys(() => ({ department, filter, open }));
  }, [department, filter, open]);

  return (
    <DeskRail current="/desk">
      <p class="visually-hidden" role="status">
        {news.value}
      </p>
      {department ? (
        <main class={open === null ? "desk" : "desk desk--open"}>
          <DeskTop department={department} filter={filter} />
          <div class="desk-queue">
            <Filters department={department} filter={filter} />
            <QueueView department={department} filter={filter} open={open} />
            <KeysFoot />
          </div>
          {open !== null && <JobPanel key={open} close={addressOf(department, filter)} />}
        </main>
      ) : (
        <Nowhere />
      )}
    </DeskRail>
  );
}
