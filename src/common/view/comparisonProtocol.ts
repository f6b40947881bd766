import type { EvaluationReport } from '../contracts/evaluation';
import { isRecord } from '../typeGuards';

/** From the extension to the page of a comparison. */
export interface MessageToComparison {
  readonly type: 'report';
  readonly report: EvaluationReport;
}

/** From the page of a comparison to the extension. */
export type MessageFromComparison =
  /** The page can receive its report. */
  | { readonly type: 'ready' }
  /** Copy the report as Markdown. */
  | { readonly type: 'copy' }
  /** Open the right answer of a question; the number is that of the answer in `soleAnswers`. */
  | { readonly type: 'open'; readonly answer: number };

/** Undefined if it is not a valid message. */
export function parseMessageFromComparison(raw: unknown): MessageFromComparison | undefined {
  if (!isRecord(raw)) return undefined;
  const { type, answer } = raw;
  if (type === 'ready' || type === 'copy') return { type };
  return type === 'open' && typeof answer === 'number' && Number.isInteger(answer) && answer >= 0
    ? { type, answer }
    : undefined;
}

/** Undefined if it is another message. The extension is trusted with its contents. */
export function parseMessageToComparison(raw: unknown): MessageToComparison | undefined {
  return isRecord(raw) && raw['type'] === 'report' && isRecord(raw['report'])
    ? (raw as unknown as MessageToComparison)
    : undefined;
}
