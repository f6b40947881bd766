import { describe, expect, it } from 'vitest';
import type { SendingPlan } from '../../../src/common/contracts/providerInfo';
import {
  amountLine,
  notSentLine,
  offerDocument,
  offerFileName,
  offerQuestion,
  planningText,
  type SendingOffer,
} from '../../../src/vscode/provider/previewText';

const nothing: SendingPlan = {
  files: [],
  chunks: 0,
  tokens: 0,
  known: 0,
  heldBack: [],
  masked: [],
  unread: [],
};
const plan: SendingPlan = {
  files: [
    { path: 'src/upload/uploadQueue.ts', chunks: 3, tokens: 900_000 },
    { path: 'README.md', chunks: 1, tokens: 100_000 },
  ],
  chunks: 4,
  tokens: 1_000_000,
  known: 12,
  heldBack: [{ path: '.env', detail: 'its name' }],
  masked: [{ path: 'src/config.ts', line: 12, what: 'a token of GitHub' }],
  unread: [],
};
const offer: SendingOffer = {
  provider: 'OpenAI',
  model: 'text-embedding-3-small',
  host: 'api.openai.com',
  price: { amount: 0.02, currency: 'USD' },
  plan,
};

describe('the preview', () => {
  it('asks for the host', () => {
    expect(offerQuestion(offer)).toBe('Send texts of this workspace to api.openai.com?');
  });

  it('states files, chunks, tokens and price, exactly if they have been counted', () => {
    const price = { amount: 0.02, currency: 'USD' } as const;
    const estimate = { files: 3, chunks: 20, tokens: 2_000_000 };
    expect(amountLine(plan, estimate, price)).toBe(
      '2 files · 4 chunks · about 1,000,000 tokens, about $0.02',
    );
    expect(amountLine(undefined, estimate, price)).toBe(
      'up to 3 files · 20 chunks · about 2,000,000 tokens, about $0.04',
    );
    expect(amountLine(undefined, undefined)).toBe('');
    expect(amountLine({ ...nothing, ...oneFile }, estimate)).toBe('1 file · 1 chunk · about 10 tokens');
    expect(amountLine(nothing, estimate)).toBe('Nothing to send');
  });

  it('states what is not sent, without empty parts', () => {
    expect(notSentLine(plan)).toBe('1 file not sent · 1 string masked · 12 chunks already known');
    const unread = [{ path: 'locked/', reason: 'EACCES: permission denied' }];
    expect(notSentLine({ ...nothing, unread })).toBe('1 file unreadable');
    expect(notSentLine(nothing)).toBe('');
  });

  it.each(['localhost:11434', '127.0.0.1:8080', '[::1]:8080'])('states that %s is this machine', (host) => {
    expect(offerDocument({ ...offer, host })).toContain('nothing leaves it');
  });
});

const oneFile = { files: [{ path: 'a.ts', chunks: 1, tokens: 10 }], chunks: 1, tokens: 10 };

describe('the document of the preview', () => {
  it('states the number of entries that are not listed, and the unreadable files', () => {
    const large = {
      ...plan,
      unread: [{ path: 'locked/', reason: 'EACCES: permission denied' }],
      notListed: { files: 199_998, heldBack: 0, masked: 0, unread: 0 },
    };
    const text = offerDocument({ ...offer, plan: large });
    expect(text).toContain('Files to send: 200,000 files');
    expect(text).toContain('    and 199,998 more, which "semantic-search plan" lists\n');
    expect(text).toContain('Could not be read, may be sent later: 1 file\n\n    locked/  EACCES');
    expect(amountLine(large, undefined)).toMatch(/^200,000 files · /);
  });

  it('lists files with chunks and tokens, files that are not sent with the reason, and masked strings with their line', () => {
    expect(offerDocument(offer).split('\n')).toEqual([
      'Data that Semantic Search sends to api.openai.com',
      '',
      'Provider: OpenAI',
      'Model: text-embedding-3-small',
      'Host: api.openai.com',
      '',
      'To send: 2 files, 4 chunks, about 1,000,000 tokens, about $0.02',
      'Already embedded, not sent again: 12 chunks',
      '',
      'Not sent, may contain secrets: 1 file',
      '',
      '    .env  its name',
      '',
      'Masked in the text that is sent: 1 string',
      '',
      '    src/config.ts:12  a token of GitHub',
      '',
      'Files to send: 2 files',
      '',
      '    src/upload/uploadQueue.ts  3 chunks, about 900,000 tokens',
      '    README.md                  1 chunk, about 100,000 tokens',
      '',
    ]);
  });

  it('names the place from which vectors are read, or the reason why none are', () => {
    const shared = { place: 'cache.example.com', vectors: 9 };
    const lines = (fault?: string): string[] =>
      offerDocument({ ...offer, plan: { ...plan, shared: { ...shared, fault } } })
        .split('\n')
        .slice(7, 11);
    expect(lines()).toEqual([
      'Already embedded, not sent again: 12 chunks',
      'Read from the shared results of cache.example.com, not sent: 9 chunks',
      '',
      'Not sent, may contain secrets: 1 file',
    ]);
    expect(lines('cache.example.com refused access (403).')[2]).toBe(
      'Shared results: cache.example.com refused access (403).',
    );
    const snapshot = { commit: '0123456789abcdef', place: 'cache.example.com' };
    expect(offerDocument({ ...offer, plan: { ...plan, shared: { ...shared, snapshot } } })).toContain(
      '\nThe index starts from the snapshot of commit 0123456789 in cache.example.com\n',
    );
  });

  it('has no empty sections', () => {
    const text = offerDocument({ ...offer, plan: nothing });
    expect(text).not.toMatch(/Held|Masked|Files to send|\n\n\n/);
  });

  it('has a valid file name with the host', () => {
    expect(offerFileName({ ...offer, host: '[::1]:8080' })).toBe('Data sent to -1-8080.txt');
    expect(offerFileName(offer)).toBe('Data sent to api.openai.com.txt');
  });
});

describe('planningText', () => {
  it('counts once there is something to count', () => {
    expect(planningText({ done: 0, total: 0 })).toBe('Calculating what will be sent…');
    expect(planningText({ done: 120, total: 3400 })).toBe(
      'Calculating what will be sent: 120 of 3,400 files',
    );
  });
});
