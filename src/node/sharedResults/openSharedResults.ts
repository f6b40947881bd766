import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type {
  EngineOptions,
  NetworkOptions,
  SharedResultsOptions,
} from '../../common/contracts/engineOptions';
import { SemanticSearchError } from '../../common/errors/errors';
import { parseHeaderLine, shortestTeamSecret } from '../../common/text/teamSecretText';
import type { Logger } from '../../common/logger';
import type { EmbeddingProvider } from '../../engine/embedding/embeddingProvider';
import { noSharedVectors } from '../../engine/embedding/sharedVectors';
import { isLoopback } from '../http/noProxy';
import { authorizeWith } from './authorize';
import { Availability } from './availability';
import { EntryNames, type ModelOfEntries } from './entryNames';
import type { EntryPlace } from './entryPlace';
import { FolderPlace } from './folderPlace';
import { openHttpPlace } from './httpPlace';
import { signingOf } from './signing';
import { teamVectors, type TeamResults } from './teamVectors';

/** Options of {@link openSharedResults}. */
export interface OpenSharedOptions {
  readonly model: ModelOfEntries;
  readonly network?: NetworkOptions | undefined;
  readonly logger: Logger;
}

/**
 * Opens the place where a team shares results. Nothing is asked there yet.
 *
 * @throws SemanticSearchError `USAGE` if an option is missing or not valid
 */
export async function openSharedResults(
  { location, secret: given = '', header, publicKey, signingKey, isPublishing }: SharedResultsOptions,
  { model, network, logger }: OpenSharedOptions,
): Promise<TeamResults> {
  const secret = given.trim();
  if (secret.length < shortestTeamSecret) throw missingSecret(secret);
  const signing = signingOf(publicKey, isPublishing === true ? signingKey : undefined);
  if (isPublishing === true && signing && !signing.sign) throw missingSigningKey();
  const place = await openPlace(location.trim(), { header, network, logger });
  return teamVectors({
    place,
    names: new EntryNames(secret, model),
    form: { dimensions: model.dimensions, signing },
    availability: new Availability(),
    logger,
    isPublishing,
  });
}

/**
 * The results that a team shares with an engine; undefined with a model that runs here. If their place is not usable, nothing
 * is shared and the reports give the reason, unless results are to be published.
 *
 * @throws SemanticSearchError `USAGE` if results are to be published and cannot be
 */
export async function openTeamResults(
  { sharedResults, provider: { network } }: Pick<EngineOptions, 'sharedResults' | 'provider'>,
  model: ModelOfEntries & Pick<EmbeddingProvider, 'host'>,
  logger: Logger,
): Promise<TeamResults | undefined> {
  if (!sharedResults) return undefined;
  if (model.host === undefined) {
    if (!sharedResults.isPublishing) return undefined;
    throw unusable(
      l10n.t('The results of the built-in model are not shared.'),
      l10n.t('It computes a vector faster than it could be read. Choose another provider to publish.'),
    );
  }
  try {
    return await openSharedResults(sharedResults, { model, network, logger });
  } catch (error) {
    if (sharedResults.isPublishing || !(error instanceof SemanticSearchError)) throw error;
    logger.warn(`Shared results are not used: ${error.message} ${error.hint}`);
    return noSharedVectors(`${error.message} ${error.hint}`);
  }
}

async function openPlace(
  location: string,
  {
    header,
    ...options
  }: Pick<SharedResultsOptions, 'header'> & Pick<OpenSharedOptions, 'network' | 'logger'>,
): Promise<EntryPlace> {
  if (path.isAbsolute(location)) return new FolderPlace(location);
  const address = URL.canParse(location) ? new URL(location) : undefined;
  const { protocol, username, password, search, hash } = address ?? {};
  if (!address || (protocol !== 'https:' && protocol !== 'http:')) {
    throw unusable(
      l10n.t('The place of shared results is neither an address nor the absolute path of a folder.'),
      l10n.t('Set it to an address such as https://cache.example.com/search, or to a folder.'),
    );
  }
  if (username || password || search || hash) {
    throw unusable(
      l10n.t('The address of shared results contains a password or parameters.'),
      l10n.t('Remove them. A header that logs in is stored with the team secret.'),
    );
  }
  const isGiven = header !== undefined && header.trim() !== '';
  const parsed = isGiven ? parseHeaderLine(header) : undefined;
  if (isGiven && !parsed) {
    throw unusable(
      l10n.t('The header for shared results is not valid.'),
      l10n.t('Write it as one line, for example: Authorization: Bearer <token>.'),
    );
  }
  const authorize = parsed && authorizeWith(parsed);
  if (parsed && !authorize) {
    throw unusable(
      l10n.t('The credentials for {0} are not complete.', address.host),
      l10n.t('Write them as: Authorization: AWS4 <access key id>:<secret access key>:<region>.'),
    );
  }
  if (parsed && protocol === 'http:' && !isLoopback(address)) {
    throw unusable(
      l10n.t('The header for {0} is not sent without encryption.', address.host),
      l10n.t('Use an https:// address, or remove the header.'),
    );
  }
  return openHttpPlace(address, { ...options, authorize });
}

function missingSecret(secret: string): SemanticSearchError {
  const hint = l10n.t(
    'Run "Semantic Search: Set Team Secret…", or set SEMANTIC_SEARCH_TEAM_SECRET for the command line.',
  );
  return secret === ''
    ? unusable(l10n.t('The team secret for shared results is missing.'), hint)
    : unusable(l10n.t('The team secret has fewer than {0} characters.', shortestTeamSecret), hint);
}

function missingSigningKey(): SemanticSearchError {
  return unusable(
    l10n.t('The signing key for shared results is missing.'),
    l10n.t('Set SEMANTIC_SEARCH_TEAM_SIGNING_KEY: members with the public key would not accept the results.'),
  );
}

function unusable(what: string, hint: string): SemanticSearchError {
  return new SemanticSearchError('USAGE', what, hint);
}
