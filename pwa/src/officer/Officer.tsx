import type { ViewProps } from "../app/router";
import { AuditScreen } from "./AuditScreen";
import { HoldsScreen } from "./HoldsScreen";
import { KeepingScreen } from "./KeepingScreen";
import { PeopleScreen } from "./PeopleScreen";
import { ReviewsScreen } from "./ReviewsScreen";

const SCREENS = {
  holds: HoldsScreen,
  reviews: ReviewsScreen,
  people: PeopleScreen,
  audit: AuditScreen,
};

/** What the information officer of a body does; the address says which of it is open. */
export default function Officer({ params }: ViewProps) {
  const place = params.place as keyof typeof SCREENS | undefined;
  const Screen = (place && SCREENS[place]) ?? KeepingScreen;
  return <Screen />;
}
