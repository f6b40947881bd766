import type { SearchResult } from '../../common/contracts/searchResult';
import type { FreshChunk } from '../freshness/freshness';
import type { Evidence } from '../ranking/rank';
import type { TermAnalyzer } from '../retrieval/terms';
import { pathOfSymbol, symbolsOfChunk } from './chunkSymbols';
import type { TermEvidence } from './chunkText';
import type { Hit } from './hits';
import { matchesIn } from './matches';
import { namedPlace } from './namedPlace';
import { placeIn } from './place';

/** The part of the evidence that a description needs. */
export type DescribedEvidence = TermEvidence & Pick<Evidence, 'shards'>;

/** The result that the user sees for a hit. */
export function describeHit(
  evidence: DescribedEvidence,
  hit: Hit,
  fresh: FreshChunk,
  folder: string,
  analyzer: TermAnalyzer,
): SearchResult {
  const shard = evidence.shards[hit.shard]!;
  const symbols = symbolsOfChunk(evidence, shard, hit.chunk, fresh);
  const place = hit.lines
    ? namedPlace(hit.lines, fresh, symbols, hit.namedBy === 'text')
    : placeIn(evidence, fresh, symbols, hit.file.language, analyzer);
  const { symbol, preview } = place;
  return {
    folder,
    path: hit.file.path,
    startLine: place.startLine,
    endLine: place.endLine,
    score: Math.round(hit.score * 10_000) / 10_000,
    kind: hit.file.kind,
    language: hit.file.language,
    symbol: pathOfSymbol(shard, hit.chunk, symbols, symbol) || null,
    symbolKind: symbol?.kind ?? null,
    matchedBy: hit.matchedBy,
    line: place.line,
    tellingLine: place.tellingLine,
    previewLine: preview.line,
    preview: preview.text,
    matches: matchesIn(preview, evidence, analyzer),
  };
}
