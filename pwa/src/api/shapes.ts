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
