import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json';

interface ReleaseScript {
  readonly cutChangelog: (changelog: string, version: string, date: Date) => string;
  readonly isNewer: (version: string, than: string) => boolean;
  readonly isPreRelease: (version: string) => boolean;
  readonly isVersion: (version: string | undefined) => boolean;
  readonly notesOf: (changelog: string, version: string) => string;
}

const { cutChangelog, isNewer, isPreRelease, isVersion, notesOf } = createRequire(import.meta.url)(
  '../../../scripts/release.js',
) as ReleaseScript;

const date = new Date('2026-12-01T10:00:00Z');
const changelog = `# Changelog

Text.

## Unreleased

### Added

- What is new costs $& and $1.

## 0.1.0 - 2026-11-30

- The first one.
`;

describe('the changelog of a release', () => {
  it('has the unreleased changes under the version, and an empty section for the next one', () => {
    const cut = cutChangelog(changelog, '0.2.0', date);
    expect(cut).toBe(changelog.replace('## Unreleased', () => '## Unreleased\n\n## 0.2.0 - 2026-12-01'));
    expect(notesOf(cut, '0.2.0')).toBe('### Added\n\n- What is new costs $& and $1.');
    expect(notesOf(cut, '0.1.0')).toBe('- The first one.');
  });

  it('is refused if nothing is unreleased, or the version exists', () => {
    const cut = cutChangelog(changelog, '0.2.0', date);
    expect(() => cutChangelog(cut, '0.3.0', date)).toThrow('nothing under "Unreleased"');
    expect(() => cutChangelog(changelog, '0.1.0', date)).toThrow('has 0.1.0 already');
    expect(() => notesOf(changelog, '0.1')).toThrow('says nothing about 0.1');
  });
});

describe('a version', () => {
  it('is three numbers', () => {
    for (const version of ['0.1.0', '10.20.30']) expect(isVersion(version)).toBe(true);
    for (const version of ['1.0', 'v1.0.0', '1.0.0-beta.1', '01.0.0', '', undefined])
      expect(isVersion(version)).toBe(false);
    expect(isVersion(manifest.version)).toBe(true);
  });

  it('is newer by its first number that differs', () => {
    expect(isNewer('0.10.0', '0.9.9')).toBe(true);
    expect(isNewer('1.0.0', '0.99.0')).toBe(true);
    expect(isNewer('0.2.0', '0.2.0')).toBe(false);
    expect(isNewer('0.2.9', '0.3.0')).toBe(false);
  });

  it('is a pre-release if its minor number is odd', () => {
    expect(['0.1.0', '1.3.2', '0.2.0', '2.10.1'].map(isPreRelease)).toEqual([true, true, false, false]);
  });
});
