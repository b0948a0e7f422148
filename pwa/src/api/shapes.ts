import type { components } from "./schema";

/** The API's shapes by the names that screens use. Generated, but for these names. */
type Shapes = components["schemas"];

export type SessionAnswer = Shapes["SessionOut"];
export type IssueType = Shapes["IssueTypeOut"];
export type Question = Shapes["QuestionOut"];
export type Street = Shapes["StreetOut"];
export type Report = Shapes["ReportOut"];
export type MapReport = Shapes["MapReportOut"];
export type Photo = Shapes["PhotoOut"];
export type Department = Shapes["DepartmentOut"];
export type Body = Shapes["BodyOut"];
export type Crew = Shapes["CrewOut"];
export type JobLine = Shapes["JobLineOut"];
export type Job = Shapes["JobOut"];
export type ServedReport = Shapes["ServedReportOut"];
export type Queue = Shapes["QueueOut"];
export type Round = Shapes["RoundOut"];
export type Ward = Shapes["WardOut"];
export type WardLine = Shapes["WardLineOut"];
export type CheckList = Shapes["CheckListOut"];
export type CheckLine = Shapes["CheckLineOut"];
export type Check = Shapes["CheckOut"];
export type CheckPhoto = Shapes["CheckPhotoOut"];
export type Mark = Shapes["MarkOut"];
export type MyData = Shapes["MyDataOut"];
export type Erased = Shapes["ErasedOut"];
export type Keeping = Shapes["KeepingOut"];
export type KeepingCount = Shapes["CountOut"];
export type Hold = Shapes["HoldOut"];
export type Review = Shapes["ReviewOut"];
export type AuditEntry = Shapes["AuditEntryOut"];
export type FirstLook = Shapes["FirstLookOut"];
export type SenderMark = Shapes["SenderMarkOut"];
export type Sharing = Shapes["DisclosuresOut"];
export type Disclosure = Shapes["DisclosureOut"];
export type Reviewer = Shapes["ReviewerOut"];
