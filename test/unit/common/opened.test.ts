import { describe, expect, it } from 'vitest';
import { Opened, openTogether } from '../../../src/common/opened';

const resource = (name: string, closed: string[], error?: Error) => ({
  close: (): Promise<void> => {
    closed.push(name);
    return error ? Promise.reject(error) : Promise.resolve();
  },
});

describe('what was opened together', () => {
  it('is closed once, the last one first', async () => {
    const closed: string[] = [];
    const opened = new Opened();
    opened.add(resource('a', closed));
    opened.add(undefined);
    opened.add({});
    opened.add(resource('b', closed));
    await opened.close();
    await opened.close();
    expect(closed).toEqual(['b', 'a']);
  });

  it('is all closed, also if one thing cannot be closed', async () => {
    const closed: string[] = [];
    const opened = new Opened();
    opened.add(resource('a', closed));
    opened.add(resource('b', closed, new Error('b failed')));
    await expect(opened.close()).rejects.toThrow('b failed');
    expect(closed).toEqual(['b', 'a']);
  });

  it('is closed if the next thing cannot be opened, and the error is that of the next thing', async () => {
    const closed: string[] = [];
    const opening = openTogether((opened) => {
      opened.add(resource('a', closed, new Error('a failed')));
      return Promise.reject(new Error('b cannot be opened'));
    });
    await expect(opening).rejects.toThrow('b cannot be opened');
    expect(closed).toEqual(['a']);
  });

  it('stays open with the result', async () => {
    const closed: string[] = [];
    const result = await openTogether((opened) => {
      opened.add(resource('a', closed));
      return Promise.resolve('result');
    });
    expect([result, closed]).toEqual(['result', []]);
  });
});
