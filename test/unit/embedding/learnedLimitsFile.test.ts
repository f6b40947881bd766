import { lstatSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import type { LearnedLimits } from '../../../src/engine/embedding/remote/learnedLimits';
import { learnedLimitsFile } from '../../../src/node/learnedLimitsFile';
import { temporaryDirectory } from '../store/temporaryDirectory';

const day = 24 * 3_600_000;
let directory: string;
let file: string;

beforeEach(async () => {
  directory = path.join(await temporaryDirectory(), 'not', 'yet', 'there');
  file = path.join(directory, 'learnedLimits.json');
});

afterEach(() => {
  vi.useRealTimers();
});

const open = (
  key = 'openai https://a.example m',
  logger = silentLogger,
): ReturnType<typeof learnedLimitsFile> => learnedLimitsFile(directory, key, logger);

describe('learned limits', () => {
  const all: LearnedLimits = {
    maxInputs: 8,
    maxInputTokens: 512,
    maxRequestTokens: 4096,
    asString: true,
    floatOnly: true,
    dimensions: 1024,
  };

  it('are empty without a file', () => {
    expect(open().read()).toEqual({});
  });

  it('are stored for the next process', () => {
    const memory = open();
    memory.write(all);
    expect(memory.read()).toEqual(all);
    expect(open().read()).toEqual(all);
    expect(readdirSync(directory)).toEqual(['learnedLimits.json']);
  });

  it('belong to one endpoint and model', () => {
    open('a').write({ maxInputs: 1 });
    open('b').write({ maxInputs: 2 });
    open('a').write({ maxInputs: 3 });
    expect(open('a').read()).toEqual({ maxInputs: 3 });
    expect(open('b').read()).toEqual({ maxInputs: 2 });
    expect(open('c').read()).toEqual({});
  });

  it('of other endpoints are kept if two processes write', () => {
    const [a, b] = [open('a'), open('b')];
    a.write({ maxInputs: 1 });
    b.write({ maxInputs: 2 });
    expect(open('a').read()).toEqual({ maxInputs: 1 });
  });

  it('that cannot be read are not overwritten, which is logged', () => {
    open().write(all);
    // Opening it fails with a system error other than ENOENT.
    rmSync(file);
    symlinkSync(file, file);
    const warnings: string[] = [];
    const memory = open(undefined, { ...silentLogger, warn: (line) => warnings.push(line) });
    memory.write({ maxInputs: 1 });
    expect(memory.read()).toEqual({ maxInputs: 1 });
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(warnings).toHaveLength(2);
  });

  it('are discarded after a month, except for the dimensions', () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
    open().write(all);
    vi.setSystemTime(Date.now() + 29 * day);
    expect(open().read()).toEqual(all);
    vi.setSystemTime(Date.now() + 2 * day);
    expect(open().read()).toEqual({ dimensions: 1024 });
  });

  it.each([
    ['no JSON', '{"broken'],
    ['a list', '[]'],
    ['nothing', ''],
    ['null', 'null'],
    ['entries that are none', '{"openai https://a.example m": 7}'],
    ['an entry without a time', '{"openai https://a.example m": {"limits": {"maxInputs": 2}}}'],
    ['an entry without limits', `{"openai https://a.example m": {"learnedAt": ${Date.now()}}}`],
  ])('are empty if the file contains %s, and it is replaced', (_, text) => {
    open('other').write({});
    writeFileSync(file, text);
    const memory = open();
    expect(memory.read()).toEqual({});
    memory.write({ maxInputs: 4 });
    expect(open().read()).toEqual({ maxInputs: 4 });
  });

  it('are read only if they are valid', () => {
    open('other').write({});
    const limits = {
      maxInputs: 0,
      maxInputTokens: '512',
      maxRequestTokens: 1.5,
      dimensions: -3,
      asString: 1,
      floatOnly: true,
    };
    writeFileSync(file, JSON.stringify({ key: { learnedAt: Date.now(), limits } }));
    expect(open('key').read()).toEqual({ floatOnly: true });
  });

  it('are kept in memory if they cannot be written, which is logged', () => {
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (line: string) => warnings.push(line) };
    directory = path.join(file, 'below', 'a', 'file');
    open('other').write({});
    // A directory has the file's name.
    const memory = learnedLimitsFile(path.join(directory, 'learnedLimits.json'), 'key', logger);
    memory.write({ maxInputs: 4 });
    expect(memory.read()).toEqual({ maxInputs: 4 });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('cannot be stored');
  });

  it('contain only the limits', () => {
    open().write({ maxInputs: 4 });
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { limits: unknown }>;
    expect(Object.keys(stored)).toEqual(['openai https://a.example m']);
    expect(Object.values(stored)[0]!.limits).toEqual({ maxInputs: 4 });
  });
});
