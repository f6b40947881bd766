import { realpath } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { compilePath, foldCase, toByteString } from '../../engine/corpus/wildmatch';
import { isTrue, parseConfig, type ConfigEntry } from './configText';
import type { GitDirectory } from './gitDirectory';
import { readRegularFile, whereThere } from './readRegularFile';

/** Git settings that affect ignoring and attributes. */
export interface GitSettings {
  /** `core.excludesFile` or its default location; absolute. Undefined if neither exists. */
  readonly excludesFile: string | undefined;
  /** Weakest first: the attributes of the system, then `core.attributesFile` or its default location; absolute. */
  readonly attributeFiles: readonly string[];
  /** `core.ignoreCase`. */
  readonly ignoreCase: boolean;
  /** `core.bare`. */
  readonly isBare: boolean;
}

/** Where git looks for the configuration of the user and the system. */
export interface GitEnvironment {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** Of larger configuration files only the beginning is read. Bytes. */
const maxConfigBytes = 1024 * 1024;

/** Git's own limit on the depth of includes. The limit on files bounds one configuration. */
const maxIncludeDepth = 10;
const maxConfigFiles = 100;

/** Locations used by the distributors of git. Git does not report its own location to other programs. */
const systemConfigFiles: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Library/Developer/CommandLineTools/usr/share/git-core/gitconfig',
    '/Applications/Xcode.app/Contents/Developer/usr/share/git-core/gitconfig',
    '/etc/gitconfig',
    '/usr/local/etc/gitconfig',
    '/opt/homebrew/etc/gitconfig',
  ],
};

/**
 * Reads the git configuration that applies to a work tree: of the system, the user, the repository and the worktree,
 * with included files and the variables of the environment.
 *
 * @param workTree absolute
 * @param mayRead whether a file named by the configuration may be accessed
 * @throws the system's error if a file cannot be read at the moment
 */
export async function readGitSettings(
  workTree: string,
  git: GitDirectory,
  environment: GitEnvironment,
  mayRead: (file: string) => boolean,
): Promise<GitSettings> {
  const reader = new ConfigReader(git, environment);
  const personal = await reader.readAll(personalConfigFiles(environment));
  const common = await reader.readAll([path.join(git.commonDirectory, 'config')], mayRead);
  const hasWorktreeConfig = isOn(lastOf(common, 'extensions.worktreeconfig'));
  const worktree = hasWorktreeConfig
    ? await reader.readAll([path.join(git.directory, 'config.worktree')], mayRead)
    : [];
  const all = [...personal, ...common, ...worktree, ...environmentEntries(environment.env)];
  const fileOf = (key: string, defaultName: string): string | undefined =>
    settingFile(lastOf(all, key)?.value, defaultName, workTree, environment, mayRead);
  const attributes = fileOf('core.attributesfile', 'attributes');
  return {
    excludesFile: fileOf('core.excludesfile', 'ignore'),
    attributeFiles: [...systemAttributeFiles(environment), ...(attributes === undefined ? [] : [attributes])],
    ignoreCase: isOn(lastOf(all, 'core.ignorecase')),
    isBare: isOn(lastOf(common, 'core.bare')),
  };
}

/** The file that a setting names. @param defaultName name in git's directory of the user, without the setting */
function settingFile(
  value: string | undefined,
  defaultName: string,
  workTree: string,
  environment: GitEnvironment,
  mayRead: (file: string) => boolean,
): string | undefined {
  if (value === undefined) return xdgFile(defaultName, environment);
  // An empty value disables the default file too.
  const file = value === '' ? undefined : expand(value, workTree, environment);
  return file !== undefined && mayRead(file) ? file : undefined;
}

function isOn(entry: ConfigEntry | undefined): boolean {
  return entry !== undefined && isTrue(entry.value) === true;
}

function lastOf(entries: readonly ConfigEntry[], key: string): ConfigEntry | undefined {
  return entries.findLast((entry) => entry.key === key && entry.subsection === undefined);
}

/** Lowest precedence first. */
function personalConfigFiles(environment: GitEnvironment): readonly string[] {
  const { env, platform } = environment;
  const home = homeDirectory(environment);
  const global =
    env['GIT_CONFIG_GLOBAL'] === undefined
      ? [xdgFile('config', environment), home && path.join(home, '.gitconfig')]
      : [env['GIT_CONFIG_GLOBAL']];
  const noSystem = isTrue(env['GIT_CONFIG_NOSYSTEM'] ?? 'false') === true;
  const system = noSystem
    ? []
    : env['GIT_CONFIG_SYSTEM'] === undefined
      ? defaultSystemFiles(platform, env)
      : [env['GIT_CONFIG_SYSTEM']];
  return [...system, ...global].filter((file) => file !== undefined && file !== '') as string[];
}

function defaultSystemFiles(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly string[] {
  if (platform !== 'win32') return systemConfigFiles[platform] ?? ['/etc/gitconfig'];
  const programData = env['ProgramData'] ?? 'C:\\ProgramData';
  const programs = env['ProgramFiles'] ?? 'C:\\Program Files';
  return [`${programData}\\Git\\config`, `${programs}\\Git\\etc\\gitconfig`];
}

/** The user's home directory as git finds it; undefined if the environment does not set it. */
export function homeDirectory({ env, platform }: GitEnvironment): string | undefined {
  if (env['HOME']) return env['HOME'];
  if (platform !== 'win32') return undefined;
  const { HOMEDRIVE: drive, HOMEPATH: homePath, USERPROFILE: profile } = env;
  return drive && homePath ? drive + homePath : profile;
}

function xdgFile(name: string, environment: GitEnvironment): string | undefined {
  const configured = environment.env['XDG_CONFIG_HOME'];
  if (configured) return path.resolve(configured, 'git', name);
  const home = homeDirectory(environment);
  return home && path.join(home, '.config', 'git', name);
}

/** They are beside the configuration of the system. */
function systemAttributeFiles({ env, platform }: GitEnvironment): readonly string[] {
  if (isTrue(env['GIT_ATTR_NOSYSTEM'] ?? 'false') === true) return [];
  return defaultSystemFiles(platform, env).map((file) => file.replace(/gitconfig$/, 'gitattributes'));
}

/** Entries of `GIT_CONFIG_COUNT`, `GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0` and so on. */
function environmentEntries(env: NodeJS.ProcessEnv): readonly ConfigEntry[] {
  const count = Math.min(Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0, maxConfigFiles);
  return Array.from({ length: count }, (_, index) => ({
    key: (env[`GIT_CONFIG_KEY_${index}`] ?? '').toLowerCase(),
    subsection: undefined,
    value: env[`GIT_CONFIG_VALUE_${index}`],
  }));
}

/**
 * Resolves a path of the configuration: `~/` is the home directory, a relative path starts at `from`. Undefined if it
 * cannot be resolved.
 */
function expand(value: string, from: string, environment: GitEnvironment): string | undefined {
  if (value.startsWith('~')) {
    const [, user = '', rest = ''] = /^~([^/]*)(.*)$/s.exec(value) ?? [];
    const isOwn = user === '' || user === userInfo().username;
    const home = isOwn ? homeDirectory(environment) : undefined;
    return home === undefined ? undefined : path.join(home, rest);
  }
  return value.startsWith('%(prefix)') ? undefined : path.resolve(from, value);
}

/** Reads configuration files and their includes, up to {@link maxConfigFiles} in total. */
class ConfigReader {
  private filesLeft = maxConfigFiles;

  constructor(
    private readonly git: GitDirectory,
    private readonly environment: GitEnvironment,
  ) {}

  async readAll(
    files: readonly string[],
    mayRead: (file: string) => boolean = () => true,
  ): Promise<ConfigEntry[]> {
    const entries: ConfigEntry[] = [];
    for (const file of files) entries.push(...(await this.read(file, mayRead, 0)));
    return entries;
  }

  private async read(
    file: string,
    mayRead: (file: string) => boolean,
    depth: number,
  ): Promise<ConfigEntry[]> {
    if (depth > maxIncludeDepth || this.filesLeft-- <= 0 || !mayRead(file)) return [];
    const text = await readRegularFile(file, maxConfigBytes);
    const entries: ConfigEntry[] = [];
    for (const entry of parseConfig(text ?? '')) {
      entries.push(entry);
      const included = await this.includedBy(entry, file);
      if (included !== undefined) entries.push(...(await this.read(included, mayRead, depth + 1)));
    }
    return entries;
  }

  private async includedBy(
    { key, subsection, value }: ConfigEntry,
    file: string,
  ): Promise<string | undefined> {
    const isWanted =
      (key === 'include.path' && subsection === undefined) ||
      (key === 'includeif.path' && subsection !== undefined && (await this.holds(subsection, file)));
    return isWanted && value ? expand(value, path.dirname(file), this.environment) : undefined;
  }

  /** Whether the condition of an `[includeIf "..."]` is met; false for an unknown condition. */
  private async holds(condition: string, file: string): Promise<boolean> {
    const [, kind, pattern = ''] = /^([a-z]+(?:\/i)?):(.*)$/s.exec(condition) ?? [];
    switch (kind) {
      case 'gitdir':
        return this.isGitDirectory(pattern, file, false);
      case 'gitdir/i':
        return this.isGitDirectory(pattern, file, true);
      case 'onbranch':
        return this.isOnBranch(pattern);
      case undefined:
      default:
        return false;
    }
  }

  private async isGitDirectory(pattern: string, file: string, ignoreCase: boolean): Promise<boolean> {
    let whole = pattern;
    if (pattern.startsWith('~/')) whole = (await this.realHome()) + pattern.slice(1);
    else if (pattern.startsWith('./')) whole = path.dirname(await real(file)) + pattern.slice(1);
    else if (!path.isAbsolute(pattern)) whole = `**/${pattern}`;
    const { directory } = this.git;
    return [await real(directory), directory].some((one) => matches(whole, one, ignoreCase));
  }

  private async isOnBranch(pattern: string): Promise<boolean> {
    const head = await readRegularFile(path.join(this.git.directory, 'HEAD'), maxConfigBytes);
    const branch = /^ref:\s*refs\/heads\/(.*?)\s*$/.exec(head ?? '')?.[1];
    return branch !== undefined && matches(pattern, branch, false);
  }

  private async realHome(): Promise<string> {
    const home = homeDirectory(this.environment);
    return home === undefined ? '' : real(home);
  }
}

function matches(pattern: string, text: string, ignoreCase: boolean): boolean {
  const form = (one: string): string => toByteString(one.replaceAll(path.sep, '/'));
  const whole = form(pattern);
  const match = compilePath(whole.endsWith('/') ? `${whole}**` : whole, ignoreCase);
  return match?.(ignoreCase ? foldCase(form(text)) : form(text)) === true;
}

async function real(file: string): Promise<string> {
  return (await whereThere(realpath(file))) ?? file;
}
