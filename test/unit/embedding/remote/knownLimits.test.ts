import { describe, expect, it } from 'vitest';
import { KnownLimits } from '../../../../src/engine/embedding/remote/knownLimits';
import { volatileMemory } from '../../../../src/engine/embedding/remote/learnedLimits';

const documented = { maxInputs: 64, maxInputTokens: 8192, concurrency: 4 };

describe('the known limits', () => {
  it('are the documented ones until smaller ones are learned', () => {
    const limits = new KnownLimits(documented, volatileMemory());
    expect(limits.current).toEqual(documented);
    limits.tighten({ maxInputs: 16 });
    limits.tighten({ maxRequestTokens: 1000 });
    expect(limits.current).toEqual({ ...documented, maxInputs: 16, maxRequestTokens: 1000 });
  });

  it('never grow because of a wider bound', () => {
    const limits = new KnownLimits(documented, volatileMemory({ maxInputs: 8, maxInputTokens: 10_000 }));
    limits.tighten({ maxInputs: 32, maxInputTokens: 512 });
    expect(limits.current).toMatchObject({ maxInputs: 8, maxInputTokens: 512 });
    limits.tighten({ maxInputTokens: 2000 });
    expect(limits.current.maxInputTokens).toBe(512);
  });

  it('are stored beside other learned properties until they are discarded', () => {
    const memory = volatileMemory({ dimensions: 768 });
    const limits = new KnownLimits(documented, memory);
    limits.learn({ maxInputs: 1, asString: true });
    expect(memory.read()).toEqual({ dimensions: 768, maxInputs: 1, asString: true });
    expect(limits.learned).toEqual(memory.read());
    limits.learn({ maxInputs: undefined });
    expect(limits.current.maxInputs).toBe(64);
    expect(limits.learned.asString).toBe(true);
  });
});
