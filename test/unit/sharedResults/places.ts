import { onTestFinished } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import { quantize, type QuantizedVector } from '../../../src/engine/embedding/quantize';
import type { SharedFile, SharedFileVectors } from '../../../src/engine/embedding/sharedVectors';
import { Availability } from '../../../src/node/sharedResults/availability';
import { EntryNames } from '../../../src/node/sharedResults/entryNames';
import type { EntryPlace } from '../../../src/node/sharedResults/entryPlace';
import { openHttpPlace } from '../../../src/node/sharedResults/httpPlace';
import {
  teamVectors,
  type TeamResults,
  type TeamVectorsOptions,
} from '../../../src/node/sharedResults/teamVectors';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { startEntryServer, type EntryServer, type EntryServerOptions } from '../../support/http/entryServer';

export const dimensions = 8;
export const teamSecret = 'correct horse battery staple';
export const teamModel = { id: 'openai', host: 'api.example.com', model: 'small', dimensions };

/** A server for one test. */
export async function entryServer(options?: EntryServerOptions): Promise<EntryServer> {
  const server = await startEntryServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** A directory of a server. */
export function httpPlace(address: string): Promise<EntryPlace> {
  return openHttpPlace(new URL(address), { logger: silentLogger });
}

/** What a test opens, and the log of it. */
export interface OpenedTeam {
  readonly shared: TeamResults;
  readonly warnings: string[];
  readonly messages: string[];
}

/** The shared vectors of a place, for one test. */
export function openTeam(
  place: EntryPlace,
  { secret = teamSecret, ...options }: Partial<TeamVectorsOptions> & { readonly secret?: string } = {},
): OpenedTeam {
  const [warnings, messages]: [string[], string[]] = [[], []];
  const shared = teamVectors({
    place,
    names: new EntryNames(secret, teamModel),
    form: { dimensions },
    availability: new Availability(),
    logger: {
      ...silentLogger,
      warn: (line) => void warnings.push(line),
      info: (line) => void messages.push(line),
    },
    firstRetryMs: 1,
    ...options,
  });
  onTestFinished(() => shared.close());
  return { shared, warnings, messages };
}

/** A file with three chunks, different from those with other numbers. */
export function fileOf(number: number): SharedFileVectors {
  const keys = [0, 1, 2].map((chunk) => contentHash(`chunk ${chunk} of ${number}`));
  const vectors = new Map(keys.map((key, chunk) => [key, vectorOf(number * 3 + chunk)]));
  return { contentHash: contentHash(`file ${number}`), language: 'go', keys, vectors };
}

export function filesOf(count: number): SharedFileVectors[] {
  return Array.from({ length: count }, (_, i) => fileOf(i));
}

/** All vectors of these files. */
export function vectorsOf(files: readonly SharedFileVectors[]): ReadonlyMap<string, QuantizedVector> {
  return new Map(files.flatMap(({ vectors }) => [...vectors]));
}

/** A file without its vectors, as a reader knows it. */
export function unknown({ contentHash, language, keys }: SharedFileVectors): SharedFile {
  return { contentHash, language, keys };
}

function vectorOf(seed: number): QuantizedVector {
  const data = new Int8Array(dimensions);
  const numbers = Float32Array.from({ length: dimensions }, (_, i) => Math.sin(seed * 31 + i * 7));
  return { scale: quantize(numbers, data, 0), data };
}
