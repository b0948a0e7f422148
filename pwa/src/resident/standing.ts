import { t } from "../app/language";
import type { TagShape } from "../ui/Tag";

interface Stands {
  status: string;
  is_open: boolean;
  is_overdue: boolean;
}

/** The shape that shows where a report stands; the map uses the same. */
export function shapeOf({ status, is_open, is_overdue }: Stands): Exclude<TagShape, "wait"> {
  if (is_open && is_overdue) return "late";
  if (status === "received") return "new";
  return is_open || status === "passed_on" ? "doing" : "done";
}

/** Where a report stands, in two or three words. */
export function standing(report: Stands): string {
  return report.is_open && report.is_overdue ? t("status.overdue") : t(`status.${report.status}`);
}
