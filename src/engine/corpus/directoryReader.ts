import { messageOf, systemCodeOf, throwIfCancelled } from '../../common/errors/errors';
import { message } from '../../common/messages/message';
import type { FileAttributes } from './attributeFile';
import { AttributeScope, attributeFileName } from './attributeScope';
import type { CorpusEntry, SkipCause } from './corpusEntry';
import {
  defaultExcludeMarkers,
  defaultExcludes,
  defaultMaxFileSizeBytes,
  type CorpusOptions,
} from './corpusOptions';
import { FileAssociations } from './fileAssociations';
import type { DirectoryEntry, FileSource } from './fileSource';
import { stampOf } from './fileStamp';
import { GlobList, IncludeFilter } from './globFilter';
import { IgnoreScope } from './ignoreScope';
import { ignoreFileNames, type IgnoreFileName } from './ignoreFile';
import { inspectName, isGenerated } from './inspectName';
import { languageOf } from './languages';
import { PathSet } from './pathSet';
import { sizeLimitOf } from './sizeLimit';
import {
  maxIgnoreFileBytes,
  repositoriesInside,
  type EnclosingRepository,
  type RepositorySource,
} from './repository';

/** A directory that the walk enters next. */
export interface OpenDirectory {
  readonly type: 'directory';
  /** `''` for the workspace folder, otherwise ending with `/`. */
  readonly path: string;
  /** The ignore files of the directories above. */
  readonly scope: IgnoreScope;
  /** The `.gitattributes` of the directories above. */
  readonly attributes: AttributeScope;
}

/** The rules that apply to the entries of a directory. */
type Scopes = Pick<OpenDirectory, 'scope' | 'attributes'>;

/** An entry that the walk yields, or a directory that it enters. */
export type DirectoryItem = CorpusEntry | OpenDirectory;

/** Number of entries looked up at once: enough to keep a slow disk busy, few enough to cancel promptly. */
const batchSize = 64;

const versionControlDirectories: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.jj', '.bzr', 'CVS']);

const decoder = new TextDecoder();
const lineFeed = 10;

/** Called for each entry that a line of an ignore file re-includes (`!name`), with the line: `.gitignore:3`. */
export type KeptListener = (path: string, origin: string) => void;

/** Reads directories and decides about each entry in them. */
export class DirectoryReader {
  private readonly exclude: GlobList;
  private readonly include: IncludeFilter;
  private readonly markers: ReadonlySet<string>;
  private readonly maxFileSizeBytes: number;
  private readonly useIgnoreFiles: boolean;
  private readonly includeSecrets: boolean;
  private readonly includeGenerated: IncludeFilter;
  private readonly associations: FileAssociations;
  private readonly repositories: RepositorySource;
  private readonly giveWay: (() => Promise<void>) | undefined;
  /** The part of the folder to read; undefined means all of it. */
  private readonly under: PathSet | undefined;

  constructor(
    private readonly source: FileSource,
    options: CorpusOptions,
    private readonly onKept?: KeptListener,
  ) {
    this.exclude = new GlobList(options.exclude ?? defaultExcludes);
    this.include = new IncludeFilter(options.include ?? []);
    this.markers = new Set(options.excludeMarkers ?? defaultExcludeMarkers);
    this.maxFileSizeBytes = options.maxFileSizeBytes ?? defaultMaxFileSizeBytes;
    this.useIgnoreFiles = options.useIgnoreFiles ?? true;
    this.includeSecrets = options.includeSecrets ?? false;
    this.includeGenerated = new IncludeFilter(options.includeGenerated ?? []);
    this.associations = new FileAssociations(options.text);
    this.repositories = options.repositories ?? repositoriesInside(source);
    this.giveWay = options.giveWay;
    this.under = options.under && new PathSet(options.under);
  }

  /** Reads the workspace folder. Rejects with the system's error if that is impossible. */
  async readRoot(signal?: AbortSignal): Promise<readonly DirectoryItem[]> {
    const entries = await this.source.readDirectory('');
    const enclosing = await this.repositories.enclosing();
    const above = enclosing
      ? IgnoreScope.inside(this.useIgnoreFiles ? enclosing : withoutIgnoreFiles(enclosing))
      : IgnoreScope.empty;
    const attributes = enclosing ? AttributeScope.inside(enclosing) : AttributeScope.empty;
    return this.judgeAll('', entries, await this.enter('', entries, { scope: above, attributes }), signal);
  }

  /**
   * The entries of a directory, sorted by path. For a directory that cannot be read, or is marked, the directory
   * itself is returned.
   */
  async read(
    { path, scope, attributes }: OpenDirectory,
    signal?: AbortSignal,
  ): Promise<readonly DirectoryItem[]> {
    let entries: readonly DirectoryEntry[];
    let inside: Scopes;
    try {
      entries = await this.source.readDirectory(path.slice(0, -1));
      const marker = this.markers.size > 0 ? entries.find(({ name }) => this.markers.has(name)) : undefined;
      if (marker) {
        return [skipped(path, { reason: 'excluded', detail: message('markedBy', marker.name) })];
      }
      inside = await this.enter(path, entries, { scope, attributes });
    } catch (error) {
      return isGone(path, error) ? [] : [skipped(path, unreadable(error))];
    }
    if (isLinkedWorktree(inside.scope, scope)) {
      return [skipped(path, { reason: 'excluded', detail: message('sameRepositoryWorktree') })];
    }
    return this.judgeAll(path, entries, inside, signal);
  }

  /**
   * The scope inside a directory, with its ignore files. Rejects if one of them cannot be read: the files that it
   * excludes are not known then, and may be private.
   */
  private async enter(path: string, entries: readonly DirectoryEntry[], above: Scopes): Promise<Scopes> {
    let { scope, attributes } = above;
    if (entries.some(({ name }) => name === '.git')) {
      const repository = await this.repositories.at(path);
      if (repository) {
        attributes = AttributeScope.at(repository, path);
        scope = scope.enterRepository(
          this.useIgnoreFiles ? repository : { ...repository, ignoreFiles: [] },
          path,
        );
      }
    }
    if (holdsFile(entries, attributeFileName)) {
      const text = await this.readAttributes(path + attributeFileName);
      attributes = attributes.add(text, path, scope.repository?.ignoreCase);
    }
    if (!this.useIgnoreFiles) {
      return { scope, attributes };
    }
    for (const name of ignoreFileNames) {
      if (holdsFile(entries, name)) {
        scope = await this.addIgnoreFile(scope, name, path);
      }
    }
    return { scope, attributes };
  }

  /** Empty if it cannot be read: unlike an ignore file, it keeps nothing private. */
  private async readAttributes(path: string): Promise<string> {
    try {
      return decoder.decode(wholeLines(await this.source.readFile(path, maxIgnoreFileBytes + 1)));
    } catch {
      return '';
    }
  }

  /** Rejects if the file cannot be read: otherwise ignored files would be indexed, and maybe sent. */
  private async addIgnoreFile(
    scope: IgnoreScope,
    name: IgnoreFileName,
    directory: string,
  ): Promise<IgnoreScope> {
    let bytes: Uint8Array;
    try {
      bytes = await this.source.readFile(directory + name, maxIgnoreFileBytes + 1);
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return scope;
      const message = `${directory}${name} cannot be read: ${messageOf(error)}`;
      throw Object.assign(new Error(message, { cause: error }), { code: systemCodeOf(error) ?? 'EIO' });
    }
    return scope.add(name, decoder.decode(wholeLines(bytes)), directory);
  }

  private async judgeAll(
    directory: string,
    entries: readonly DirectoryEntry[],
    scopes: Scopes,
    signal: AbortSignal | undefined,
  ): Promise<readonly DirectoryItem[]> {
    const sorted = entries
      .filter((entry) => this.isWanted(directory + entry.name))
      .map((entry) => ({ entry, path: pathOf(directory, entry) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    const judged: DirectoryItem[] = [];
    for (let start = 0; start < sorted.length; start += batchSize) {
      const batch: Promise<DirectoryItem | undefined>[] = [];
      for (const { entry, path } of sorted.slice(start, start + batchSize)) {
        // With a large ignore file, each entry takes a noticeable time.
        await this.giveWay?.();
        throwIfCancelled(signal);
        batch.push(this.judge(path, entry, scopes));
      }
      const items = await Promise.all(batch);
      judged.push(...items.filter((item) => item !== undefined));
    }
    return judged;
  }

  /** Whether a path is above or below a part that is walked. */
  private isWanted(path: string): boolean {
    return this.under === undefined || this.under.leadsTo(path) || this.under.holds(path);
  }

  /** Undefined if it has been deleted since. */
  private async judge(
    path: string,
    entry: DirectoryEntry,
    scopes: Scopes,
  ): Promise<DirectoryItem | undefined> {
    const isDirectory = entry.type === 'directory';
    const told = isDirectory ? {} : scopes.attributes.find(path);
    const cause = this.judgeName(isDirectory ? path.slice(0, -1) : path, entry, scopes.scope, told);
    if (cause) {
      return skipped(path, cause);
    }
    switch (entry.type) {
      case 'directory':
        return { type: 'directory', path, ...scopes };
      case 'file':
        return this.judgeFile(path, entry.name, told);
      case 'symlink':
        return this.judgeLink(path);
      case 'other':
        return skipped(path, { reason: 'not-a-file', detail: message('notRegularFile') });
    }
  }

  /** The decision by name alone. */
  private judgeName(
    path: string,
    entry: DirectoryEntry,
    scope: IgnoreScope,
    told: FileAttributes,
  ): SkipCause | undefined {
    const isDirectory = entry.type === 'directory';
    // `.git` is a file in worktrees and submodules.
    if (entry.name === '.git' || (isDirectory && versionControlDirectories.has(entry.name))) {
      return { reason: 'excluded', detail: message('versionControl') };
    }
    const decision = scope.decide(path, isDirectory);
    if (decision?.isIgnored) {
      return { reason: 'ignored', detail: decision.origin };
    }
    if (decision) this.onKept?.(path, decision.origin);
    const glob = this.exclude.find(path);
    if (glob !== undefined) {
      return { reason: 'excluded', detail: glob };
    }
    if (!(isDirectory ? this.include.mayHold(path) : this.include.keepsFile(path))) {
      return { reason: 'excluded', detail: message('notIncluded') };
    }
    if (entry.type !== 'file') return undefined;
    const named = inspectName(path, this.includeSecrets);
    const cause = named ?? (told.isGenerated ? attributeCause(told) : undefined);
    const isAskedFor = told.isGenerated === false || this.includeGenerated.find(path) !== undefined;
    return cause && isGenerated(cause) && isAskedFor ? undefined : cause;
  }

  private async judgeFile(
    path: string,
    name: string,
    { isGenerated: isTold, encoding }: FileAttributes,
  ): Promise<CorpusEntry | undefined> {
    try {
      const { type, ...stamp } = await this.source.stat(path);
      const { sizeBytes } = stamp;
      if (type !== 'file') {
        return skipped(path, { reason: 'unreadable', detail: message('changedWhileRead') });
      }
      if (sizeBytes === 0) {
        return skipped(path, { reason: 'empty' });
      }
      if (this.useIgnoreFiles && sizeBytes > maxIgnoreFileBytes && isIgnoreFile(name)) {
        const detail = message('overRulesLimit', toMiB(sizeBytes), toMiB(maxIgnoreFileBytes));
        return skipped(path, { reason: 'too-large', detail });
      }
      const language = this.associations.languageOf(path);
      const limit = sizeLimitOf(path, this.maxFileSizeBytes, language);
      if (sizeBytes > limit) {
        const detail = message('overSizeLimit', toMiB(sizeBytes), toMiB(limit));
        return skipped(path, { reason: 'too-large', detail });
      }
      const isHandwritten = isTold === false;
      const usual = encoding ?? this.associations.encodingOf(languageOf(path, language).id);
      const told = {
        ...(language !== undefined && { language }),
        ...(usual !== undefined && { encoding: usual }),
        ...(isHandwritten && { isHandwritten }),
      };
      return { type: 'file', file: { path, ...stampOf(stamp), ...told } };
    } catch (error) {
      return isGone(path, error) ? undefined : skipped(path, unreadable(error));
    }
  }

  private async judgeLink(path: string): Promise<CorpusEntry> {
    try {
      const target = await this.source.realPath(path);
      if (target === undefined) {
        return skipped(path, {
          reason: 'outside-workspace',
          detail: message('linkOutside'),
        });
      }
      if (target === '' || path.startsWith(`${target}/`)) {
        return skipped(path, {
          reason: 'link-loop',
          detail: target === '' ? message('linkToFolder') : message('linkTo', target),
        });
      }
      return skipped(path, {
        reason: 'excluded',
        detail: message('linkToListed', target),
      });
    } catch (error) {
      return systemCodeOf(error) === 'ELOOP'
        ? skipped(path, { reason: 'link-loop', detail: messageOf(error) })
        : skipped(path, { reason: 'not-a-file', detail: message('brokenLink') });
    }
  }
}

function withoutIgnoreFiles(enclosing: EnclosingRepository): EnclosingRepository {
  return { ...enclosing, repository: { ...enclosing.repository, ignoreFiles: [] }, ignoreFiles: [] };
}

/** Whether a directory is a linked work tree of the repository around it: its files are copies. */
function isLinkedWorktree({ repository }: IgnoreScope, { repository: around }: IgnoreScope): boolean {
  return repository !== around && repository?.id === around?.id && around?.isBare === false;
}

/**
 * Whether something was deleted since its directory was listed. A name that is not UTF-8 is listed, but cannot be
 * found.
 */
function isGone(path: string, error: unknown): boolean {
  return systemCodeOf(error) === 'ENOENT' && !path.includes('\ufffd');
}

function pathOf(directory: string, entry: DirectoryEntry): string {
  return entry.type === 'directory' ? `${directory}${entry.name}/` : directory + entry.name;
}

function skipped(path: string, cause: SkipCause): CorpusEntry {
  return { type: 'skipped', skipped: { path, ...cause } };
}

function unreadable(error: unknown): SkipCause {
  return { reason: 'unreadable', detail: messageOf(error) };
}

function attributeCause({ origin }: FileAttributes): SkipCause {
  return { reason: 'generated', detail: message('generatedAttribute', origin ?? attributeFileName) };
}

/** Like git, not through links, because a linked file could be anywhere. */
function holdsFile(entries: readonly DirectoryEntry[], name: string): boolean {
  return entries.some((entry) => entry.name === name && entry.type === 'file');
}

function isIgnoreFile(name: string): boolean {
  return (ignoreFileNames as readonly string[]).includes(name);
}

/** The part of an ignore file that is read, cut at a line break: a truncated rule would have another meaning. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.length <= maxIgnoreFileBytes ? bytes : bytes.subarray(0, bytes.lastIndexOf(lineFeed) + 1);
}

function toMiB(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1);
}
