import * as l10n from '@vscode/l10n';
import type { PublishedUse } from '../../common/contracts/indexState';
import { publishedText } from '../../common/text/publishedText';
import { isThisMachine } from '../../common/thisMachine';

/** What becomes of the published index, in sentences. */
export function publishedLines(published: PublishedUse): string[] {
  switch (published.kind) {
    case 'searched':
      return searchedLines(published);
    case 'partly':
      return [
        ...searchedLines(published),
        l10n.t('The other folders are indexed on this machine.'),
        ...published.errors.map(({ message }) => message),
      ];
    case 'needsConsent':
      return [needsConsentText(published.host), localText()];
    case 'notUsed':
      return [published.error.message, published.error.hint, localText()].filter(Boolean);
  }
}

function searchedLines({ host, indexes }: PublishedUse & { readonly kind: 'searched' | 'partly' }): string[] {
  const { server } = indexes[0]!.summary;
  const sent = isThisMachine(host)
    ? l10n.t('Database {0}: nothing leaves this machine', server)
    : l10n.t('Database {0}: questions are sent there', server);
  return [...indexes.map(({ summary }) => publishedText(summary)), sent];
}

/** Why the database of a host is not searched yet. */
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
