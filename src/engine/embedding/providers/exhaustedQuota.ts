import { isRecord } from '../../../common/typeGuards';

/** Codes in lower case. */
const codes: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'insufficient_user_quota',
  'pre_consume_token_quota_failed',
  'insufficient_balance',
  'insufficient_credits',
  'credits_exhausted',
  'authz_insufficient_balance',
  'arrearage',
  'allocationquota.freetieronly',
]);

const messages =
  /余额不足|欠费|额度不足|额度已用[尽完]|insufficient (?:account )?(?:balance|credits?|funds)|balance is (?:insufficient|not enough)|out of credits/i;

/**
 * Whether a refusal means that no more requests are accepted until the user pays, or until the next day, so that a
 * retry is useless. Per-minute limits do not count, even if the message mentions plans and billing.
 *
 * @param names codes and types of the refusal
 * @param details as Gemini puts them into an error
 */
export function exhausts(names: readonly unknown[], message: string, details: unknown): boolean {
  const isNamed = names.some((name) => typeof name === 'string' && codes.has(name.toLowerCase()));
  return isNamed || messages.test(message) || exceedsDay(details);
}

/** Gemini asks to retry within seconds even if the daily quota is used up. */
function exceedsDay(details: unknown): boolean {
  if (!Array.isArray(details)) return false;
  return details.some((detail) => {
    const violations: unknown = isRecord(detail) ? detail['violations'] : undefined;
    return (
      Array.isArray(violations) &&
      violations.some((violation) => {
        const id: unknown = isRecord(violation) ? violation['quotaId'] : undefined;
        return typeof id === 'string' && id.includes('PerDay');
      })
    );
  });
}
