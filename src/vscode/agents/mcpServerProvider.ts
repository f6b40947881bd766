import * as vscode from 'vscode';
import { affectsWindow } from '../configuration';
import { isVirtual } from '../folderKeys';
import type { WindowDatabase } from '../published/windowDatabase';
import type { IndexingService } from '../services';

/** Id in package.json of the provider of the MCP server. */
const providerId = 'semanticSearch.mcp';

/** The first version of VS Code whose extensions offer MCP servers; 1.100 has the same method with another contract. */
const firstVersion = [1, 101] as const;

/** The part of VS Code's API that has existed since {@link firstVersion}. */
interface McpApi {
  readonly lm: {
    registerMcpServerDefinitionProvider?(
      id: string,
      provider: {
        readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
        provideMcpServerDefinitions(): unknown[];
        /** Called before a server starts. Unlike the definitions, what it returns is not stored. */
        resolveMcpServerDefinition(server: ServerDefinition): Promise<ServerDefinition>;
      },
    ): vscode.Disposable;
  };
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => ServerDefinition;
}

interface ServerDefinition {
  env: Readonly<Record<string, string | number | null>>;
}

/** Dependencies of the provider. */
export interface McpServerParts {
  /** The built command line, `dist/cli.js`. */
  readonly commandLine: string;
  /** Parent directory of this window's indexes, which the server reads too. */
  readonly indexDirectory: string;
  /** As in package.json. */
  readonly displayName: string;
  readonly version: string;
  /** Read each time VS Code asks for servers. */
  readonly settings: () => { readonly mcpServer: boolean };
  /** If the window searches a database, the server does so, too. */
  readonly indexing: Pick<IndexingService, 'state' | 'onDidChangeState'>;
  readonly database: Pick<WindowDatabase, 'account' | 'password'>;
  /** Whether the built-in model answers: the server has no other. */
  readonly usesBuiltinModel: () => boolean;
}

/**
 * Offers the MCP server to agents in this window that do not see its language model tools, if the user enables it: an
 * agent that sees both would have each tool twice.
 */
export function registerMcpServer(parts: McpServerParts): vscode.Disposable {
  const { lm, McpStdioServerDefinition: Definition } = vscode as unknown as McpApi;
  if (!hasMcpServers(vscode.version) || !lm.registerMcpServerDefinitionProvider || !Definition)
    return new vscode.Disposable(() => undefined);
  const changed = new vscode.EventEmitter<void>();
  let offered = databaseOf(parts);
  return vscode.Disposable.from(
    changed,
    parts.indexing.onDidChangeState(() => {
      const database = databaseOf(parts);
      if (database === offered) return;
      offered = database;
      changed.fire();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsWindow(event)) changed.fire();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      changed.fire();
    }),
    lm.registerMcpServerDefinitionProvider(providerId, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => {
        const args = serverArguments(parts);
        if (!parts.settings().mcpServer || !args) return [];
        // VS Code's own program runs as Node.
        const env = { ELECTRON_RUN_AS_NODE: '1' };
        return [new Definition(parts.displayName, process.execPath, args, env, parts.version)];
      },
      resolveMcpServerDefinition: async (server) => {
        const { account, password } = parts.database;
        const stored = databaseOf(parts) && account && (await password(account));
        if (stored) server.env = { ...server.env, PGPASSWORD: stored };
        return server;
      },
    }),
  );
}

/** Undefined without a folder on this machine's disk. */
function serverArguments(parts: McpServerParts): string[] | undefined {
  const { commandLine, indexDirectory } = parts;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => !isVirtual(folder));
  if (folders.length === 0) return undefined;
  const database = databaseOf(parts);
  return [
    ...[commandLine, 'mcp', ...folders.map(({ uri }) => uri.fsPath), '--index-dir', indexDirectory],
    ...(database === undefined ? [] : ['--postgres', database]),
  ];
}

/** The address of the database that the window searches, without a password. */
function databaseOf({ indexing, database, usesBuiltinModel }: McpServerParts): string | undefined {
  const kind = indexing.state.published?.kind;
  if (kind !== 'searched' && kind !== 'partly') return undefined;
  return usesBuiltinModel() ? database.account?.address : undefined;
}

function hasMcpServers(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > firstVersion[0] || (major === firstVersion[0] && minor >= firstVersion[1]);
}
