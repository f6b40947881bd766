import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ProviderSummary } from '../../../common/contracts/providerInfo';
import { errorDataOf } from '../../../common/errors/errors';
import { isRecord, isString } from '../../../common/typeGuards';
import { folderKey, isVirtual } from '../../folderKeys';
import type { EngineCaller, IndexingService } from '../../services';
import { healthReport, type FolderHealth } from './healthReport';
import type { LoggedCode } from './recentCodes';
import { safeProvider } from './safeProvider';
import { safeSettings, type SettingValue } from './safeSettings';

/** Sources of a health report. */
export interface HealthParts {
  readonly indexing: Pick<IndexingService, 'state'>;
  readonly engine: EngineCaller;
  readonly provider: () => ProviderSummary | undefined;
  /** package.json of this extension. */
  readonly packageJson: unknown;
  readonly codes: () => readonly LoggedCode[];
}

/** Settings of VS Code that the extension follows. */
const foreignSettings = [
  'http.proxy',
  'http.proxySupport',
  'http.proxyStrictSSL',
  'http.systemCertificates',
  'http.noProxy',
] as const;

/** Well-known kinds of remote windows. Some hosts report their address instead of a kind. */
const knownRemotes = ['ssh-remote', 'wsl', 'dev-container', 'attached-container', 'codespaces', 'tunnel'];

const proxySupport = ['off', 'on', 'fallback', 'override'];

/**
 * Copies a health report to the clipboard and shows a message in the status bar.
 *
 * @returns the report, as the result of the command
 */
export async function copyHealthReport(parts: HealthParts): Promise<string> {
  const report = await createReport(parts);
  await vscode.env.clipboard.writeText(report);
  const text = l10n.t('Diagnostics copied. They contain no code, names, queries or keys.');
  vscode.window.setStatusBarMessage(`$(check) ${text}`, 5000);
  return report;
}

async function createReport({
  indexing,
  engine,
  provider,
  packageJson,
  codes,
}: HealthParts): Promise<string> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const declared = isRecord(packageJson) ? packageJson : {};
  const settings = declaredSettings(declared);
  const hasOwnModel = settings.some(({ name, value }) => name === 'semanticSearch.modelPath' && value !== '');
  return healthReport({
    versions: {
      extension: isString(declared['version']) ? declared['version'] : 'unknown',
      editor: `${vscode.env.appName} ${vscode.version}`,
      node: process.versions.node,
      system: `${os.platform()} ${os.release()} ${os.arch()}`,
      processors: String(os.availableParallelism()),
      memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    },
    window: {
      host: vscode.env.appHost,
      browser: vscode.env.uiKind === vscode.UIKind.Web,
      remote: safeRemote(vscode.env.remoteName),
      trusted: vscode.workspace.isTrusted,
      language: vscode.env.language,
    },
    state: indexing.state,
    provider: safeProvider(provider(), await engine.call('providers', null).catch(() => []), hasOwnModel),
    folders: await Promise.all(folders.map((folder) => folderHealth(folder, engine))),
    settings: safeSettings([...settings, ...foreignSettings.map((name) => settingOf(name, knownOf(name)))]),
    codes: codes(),
  });
}

function safeRemote(name: string | undefined): string {
  if (name === undefined) return 'no';
  return knownRemotes.includes(name) ? name : 'other';
}

async function folderHealth(folder: vscode.WorkspaceFolder, engine: EngineCaller): Promise<FolderHealth> {
  const named = { folder: folderKey(folder) };
  const facts = { isVirtual: isVirtual(folder) };
  try {
    const [{ below, skippedBy, withoutVectorBy, lastRun }, { sizeBytes }] = await Promise.all([
      engine.call('inventory', { ...named, directory: '' }),
      engine.call('status', named),
    ]);
    return { ...facts, counts: below, skippedBy, withoutVectorBy, lastRun, sizeBytes };
  } catch (error) {
    return { ...facts, trouble: errorDataOf(error).code };
  }
}

function declaredSettings(packageJson: Readonly<Record<string, unknown>>): SettingValue[] {
  const { contributes } = packageJson;
  const sections: unknown = isRecord(contributes) ? contributes['configuration'] : undefined;
  const all = Array.isArray(sections) ? (sections as unknown[]) : [sections];
  return all.flatMap((section) => {
    const properties = isRecord(section) && isRecord(section['properties']) ? section['properties'] : {};
    return Object.entries(properties).map(([name, property]) => {
      const known = isRecord(property) && Array.isArray(property['enum']) ? property['enum'] : undefined;
      return settingOf(name, known as readonly unknown[] | undefined);
    });
  });
}

function knownOf(name: (typeof foreignSettings)[number]): readonly string[] | undefined {
  return name === 'http.proxySupport' ? proxySupport : undefined;
}

function settingOf(name: string, known: readonly unknown[] | undefined): SettingValue {
  const configuration = vscode.workspace.getConfiguration();
  return {
    name,
    value: configuration.get(name),
    defaultValue: configuration.inspect(name)?.defaultValue,
    known,
  };
}
