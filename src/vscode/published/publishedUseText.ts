import * as l10n from '@vscode/l10n';
import type { PublishedUse } from '../../common/contracts/indexState';
import { publishedText } from '../../common/text/publishedText';
import { isThisMachine } from '../provider/providerChoice';

/** What becomes of the published index, in sentences. */
export function publishedLines(published: PublishedUse): string[] {
  switch (published.kind) {
    case 'searched': {
      const { host, summary } = published;
      const sent = isThisMachine(host)
        ? l10n.t('Database {0}: nothing leaves this machine', summary.server)
        : l10n.t('Database {0}: questions are sent there', summary.server);
      return [publishedText(summary), sent];
    }
    case 'needsConsent':
      return [needsConsentText(published.host), localText()];
    case 'notUsed':
      return [published.error.message, published.error.hint, localText()].filter(Boolean);
  }
}

export function needsConsentText(host: string): string {
  return l10n.t('The published index requires your consent. Nothing has been sent to {0}.', host);
}

/** What is sent to the host of a database. */
export function sentToDatabaseText(host: string): string {
  return l10n.t(
    'With each question, its vector and hashes of its words are sent to {0}, with the names of the repository and its branch. No files are sent.',
    host,
  );
}

function localText(): string {
  return l10n.t('Searches use the index on this machine.');
}
