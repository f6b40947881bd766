import * as l10n from '@vscode/l10n';
import { formatCount } from './countText';
import type { Price } from '../contracts/providerInfo';

const signs = { USD: '$', CNY: '¥' } as const;

/** A published price: `$0.02 per million tokens`. */
export function priceText({ amount, currency }: Price): string {
  return amount === 0
    ? l10n.t('free of charge')
    : l10n.t('{0} per million tokens', `${signs[currency]}${decimals(amount)}`);
}

/** Cost of a number of tokens, rounded up to cents: `about $0.43`. */
export function costText(tokens: number, { amount, currency }: Price): string {
  const cost = (tokens / 1e6) * amount;
  if (cost === 0) return l10n.t('free of charge');
  if (cost < 0.01) return l10n.t('less than {0}', amountText(0.01, currency));
  return l10n.t('about {0}', amountText(cost, currency));
}

/** An amount, rounded up to cents: `$0.43`. */
export function amountText(amount: number, currency: Price['currency']): string {
  // Rounded to ten decimal places first: 0.07 × 100 is slightly more than 7.
  const cents = Math.ceil(Number((amount * 100).toFixed(10)));
  const [whole = '', fraction = ''] = (cents / 100).toFixed(2).split('.');
  return `${signs[currency]}${formatCount(Number(whole))}.${fraction}`;
}

/** An estimate, rounded up to two significant digits: `about 850,000 tokens`. */
export function tokensText(tokens: number): string {
  const step = Math.max(1, 10 ** (String(tokens).length - 2));
  return l10n.t('about {0} tokens', formatCount(Math.ceil(tokens / step) * step));
}

/** At least two decimals, more if the amount has more: `0.02`, `0.50`, `0.018`. */
function decimals(amount: number): string {
  const text = amount.toFixed(6).replace(/0+$/, '');
  const [whole = '', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
