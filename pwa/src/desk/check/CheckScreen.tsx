import "../desk.css";
import "./check.css";
import { useEffect } from "preact/hooks";
import { language, t } from "../../app/language";
import { navigate, path, query, type ViewProps } from "../../app/router";
import { useSignInAgain } from "../../app/signInAgain";
import { watch } from "../../live/watch";
import { online } from "../../offline/start";
import { Banner } from "../../ui/Banner";
import { loadCatalogue } from "../catalogue";
import { startClock } from "../clock";
import { DeskRail } from "../DeskRail";
import { departmentsProblem, loadDepartments, myDepartments } from "../departments";
import { KeysFoot } from "../KeysFoot";
import { Nowhere } from "../Nowhere";
import { isWide } from "../wide";
import { CheckList } from "./CheckList";
import { CheckOne } from "./CheckOne";
import { CheckPanel } from "./CheckPanel";
import { CheckTop } from "./CheckTop";
import { checkProblem, openCheck, refreshCheck } from "./check";
import { KEYS, listenToCheckKeys } from "./keys";
import { checkAddress, list, listNews, listProblem, openList, refreshList, wantedOf } from "./list";

/** Before it's public: what waits for a person at the desk, one check at a time. The address says which. */
export default function CheckScreen({ params }: ViewProps) {
  const department = params.department ?? null;
  const ref = params.ref ?? null;
  const wanted = wantedOf(query.value);
  const mine = myDepartments.value;
  useSignInAgain(listProblem.value ?? checkProblem.value ?? departmentsProblem.value);

  useEffect(() => {
    void loadDepartments();
    return startClock();
  }, []);
  useEffect(() => {
    void loadCatalogue();
  }, [language.value]);
  useEffect(() => {
    const [first] = mine;
    // While the next screen is on its way this one is still drawn.
    if (!department && first && path.peek() === "/desk/check")
      navigate(checkAddress(first.key, wanted), { replace: true });
  }, [department, mine, wanted]);
  useEffect(() => {
    if (department) void openList(department, wanted);
  }, [department, wanted]);
  useEffect(() => {
    void openCheck(ref);
    return () => void openCheck(null);
  }, [ref]);
  const first = list.value?.items[0]?.ref ?? null;
  useEffect(() => {
    // With room for both, somebody is always looking at one: the oldest first.
    if (department && !ref && first && isWide.value && path.peek() === `/desk/${department}/check`)
      navigate(checkAddress(department, wanted, first), { replace: true });
  }, [department, ref, first, wanted, isWide.value]);
  useEffect(() => {
    if (!department) return;
    return watch([`queue:${department}`], () => {
      void refreshList();
      void refreshCheck();
    });
  }, [department]);
  useEffect(listenToCheckKeys, []);

  return (
    <DeskRail current="/desk/check">
      <p class="visually-hidden" role="status">
        {listNews.value}
      </p>
      {department ? (
        <main class={ref ? "desk check check--open" : "desk check"}>
          <CheckTop department={department} wanted={wanted} />
          <CheckList department={department} wanted={wanted} open={ref} />
          <div class="check-middle">
            {!online.value && (
              <Banner kind="offline" title={t("desk.offline_title")}>
                {t("check.offline_what")}
              </Banner>
            )}
            {ref && <CheckOne key={ref} department={department} wanted={wanted} open={ref} />}
            <KeysFoot keys={KEYS} />
          </div>
          {ref && <CheckPanel department={department} wanted={wanted} />}
        </main>
      ) : (
        <Nowhere />
      )}
    </DeskRail>
  );
}
