import type { SearchResult } from '../../common/searchResult';
import type { FreshChunk } from '../freshness/freshness';
import { breadcrumbSeparator, symbolKinds, type Shard } from '../indexing/shard';
import { findTerm } from '../retrieval/postings';
import type { Evidence } from '../ranking/rank';
import type { TermAnalyzer } from '../retrieval/terms';
import type { Hit } from './hits';
import { matchesIn } from './matches';
import { previewOf, type TermEvidence } from './preview';

/** What a description needs of the evidence. */
export type DescribedEvidence = TermEvidence & Pick<Evidence, 'shards'>;

/** The result that a person sees for a hit. */
export function describeHit(
  evidence: DescribedEvidence,
  hit: Hit,
  fresh: FreshChunk,
  folder: string,
  analyzer: TermAnalyzer,
): SearchResult {
  const preview = previewOf(evidence, fresh, analyzer);
  return {
    folder,
    path: hit.file.path,
    startLine: fresh.startLine,
    endLine: fresh.endLine,
    score: Math.round(hit.score * 10_000) / 10_000,
    kind: hit.file.kind,
    language: hit.file.language,
    ...symbolOf(evidence, hit),
    matchedBy: hit.matchedBy,
    line: preview.line,
    tellingLine: preview.line,
    previewLine: preview.line,
    preview: preview.text,
    matches: matchesIn(preview, evidence, analyzer),
  };
}

/** The name in the chunk with the most telling of the query's words, the first where none has any, with its breadcrumb. */
function symbolOf(
  evidence: DescribedEvidence,
  { shard: place, chunk }: Hit,
): Pick<SearchResult, 'symbol' | 'symbolKind'> {
  const shard = evidence.shards[place]!;
  const breadcrumb = shard.chunks.breadcrumbs.at(chunk).split(breadcrumbSeparator).filter(Boolean);
  const [first, end] = symbolsOf(shard, chunk);
  if (first === end) {
    return { symbol: breadcrumb.length > 0 ? breadcrumb.join(' › ') : null, symbolKind: null };
  }
  const words = new Float32Array(end - first);
  for (const [i, term] of evidence.query.terms.entries()) {
    const position = findTerm(shard.definitions, term);
    if (position < 0) continue;
    const { offsets, documents } = shard.definitions;
    for (let at = offsets[position]!; at < offsets[position + 1]!; at++) {
      const symbol = documents[at]!;
      if (symbol >= first && symbol < end) words[symbol - first]! += evidence.statistics.idf[i]!;
    }
  }
  const best = first + words.indexOf(Math.max(...words));
  return {
    symbol: [...breadcrumb, shard.symbols.names.at(best)].join(' › '),
    symbolKind: symbolKinds[shard.symbols.kinds[best]!]!,
  };
}

/** Numbers of the symbols of a chunk: from the first up to, not including, the second. */
function symbolsOf({ symbols }: Shard, chunk: number): [number, number] {
  const lowerBound = (target: number): number => {
    let low = 0;
    let high = symbols.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (symbols.chunks[middle]! < target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [lowerBound(chunk), lowerBound(chunk + 1)];
}
