import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** How the program of the server is started. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables that it needs; usually none. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** A file in which a client lists its MCP servers. */
export interface ServerEntry {
  readonly file: string;
  /** `toml` has one table per server below `key`; `json` has an object `key`, and may have comments. */
  readonly format: 'json' | 'toml';
  readonly key: string;
  readonly entry: (server: ServerCommand) => Readonly<Record<string, unknown>>;
}

/** An agent that can use the MCP server. All files are those of the user, not of a project. */
export interface AgentClient {
  readonly id: string;
  readonly label: string;
  /** Exists if the client is installed. */
  readonly directory: string;
  readonly server: ServerEntry;
  /** Instructions that the client reads in each session; a block between markers is added. */
  readonly instructions?: string | undefined;
  /** Skill that the client loads when it is needed; the file is ours alone. */
  readonly skill?: string | undefined;
}

/** Where the clients keep their files. */
export interface ClientPlaces {
  readonly home: string;
  /** `XDG_CONFIG_HOME`, if it is set. */
  readonly configHome?: string | undefined;
}

/** Where the clients of this user keep their files, by the variables of the environment. */
export function clientPlaces(env: NodeJS.ProcessEnv): ClientPlaces {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  return { home, configHome: env['XDG_CONFIG_HOME'] };
}

/** The skill for clients, in this package. @param dist directory of the built files */
export function skillFile(dist: string): string {
  return path.join(dist, '..', 'media', 'skills', 'semantic-search', 'SKILL.md');
}

/**
 * The clients, with the files of their documentation:
 * Claude Code (code.claude.com/docs/en/mcp, /memory, /skills), Codex (github.com/openai/codex, docs/config.md), Cursor
 * (cursor.com/docs/context/mcp), Copilot CLI (docs.github.com, "Using GitHub Copilot CLI"), Gemini CLI
 * (github.com/google-gemini/gemini-cli, docs/tools/mcp-server.md), opencode (opencode.ai/docs/mcp-servers, /rules), Zed
 * (zed.dev/docs/ai/mcp), Windsurf (docs.windsurf.com/windsurf/cascade/mcp, /memories).
 */
export function agentClients({ home, configHome }: ClientPlaces): readonly AgentClient[] {
  const inHome = (...names: string[]): string => path.join(home, ...names);
  const inConfig = (...names: string[]): string => path.join(configHome ?? inHome('.config'), ...names);
  return [
    {
      id: 'claude',
      label: 'Claude Code',
      directory: inHome('.claude'),
      server: json(inHome('.claude.json'), 'mcpServers', (server) => ({ type: 'stdio', ...server })),
      instructions: inHome('.claude', 'CLAUDE.md'),
      skill: inHome('.claude', 'skills', 'semantic-search', 'SKILL.md'),
    },
    {
      id: 'codex',
      label: 'Codex',
      directory: inHome('.codex'),
      server: {
        file: inHome('.codex', 'config.toml'),
        format: 'toml',
        key: 'mcp_servers',
        entry: (server) => ({ ...server }),
      },
      instructions: inHome('.codex', 'AGENTS.md'),
      skill: inHome('.agents', 'skills', 'semantic-search', 'SKILL.md'),
    },
    {
      id: 'cursor',
      label: 'Cursor',
      directory: inHome('.cursor'),
      server: json(inHome('.cursor', 'mcp.json'), 'mcpServers', (server) => ({ type: 'stdio', ...server })),
    },
    {
      id: 'copilot',
      label: 'GitHub Copilot CLI',
      directory: inHome('.copilot'),
      server: json(inHome('.copilot', 'mcp-config.json'), 'mcpServers', (server) => ({
        type: 'local',
        ...server,
        tools: ['*'],
      })),
      instructions: inHome('.copilot', 'copilot-instructions.md'),
    },
    {
      id: 'gemini',
      label: 'Gemini CLI',
      directory: inHome('.gemini'),
      server: json(inHome('.gemini', 'settings.json'), 'mcpServers', (server) => ({ ...server })),
      instructions: inHome('.gemini', 'GEMINI.md'),
    },
    {
      id: 'opencode',
      label: 'opencode',
      directory: inConfig('opencode'),
      server: json(
        firstExisting(inConfig('opencode', 'opencode.jsonc'), inConfig('opencode', 'opencode.json')),
        'mcp',
        ({ command, args, env }) => ({
          type: 'local',
          command: [command, ...args],
          ...(env && { environment: env }),
          enabled: true,
        }),
      ),
      instructions: inConfig('opencode', 'AGENTS.md'),
    },
    {
      id: 'zed',
      label: 'Zed',
      directory: inConfig('zed'),
      server: json(inConfig('zed', 'settings.json'), 'context_servers', (server) => ({
        source: 'custom',
        ...server,
      })),
    },
    {
      id: 'windsurf',
      label: 'Windsurf',
      directory: inHome('.codeium', 'windsurf'),
      server: json(inHome('.codeium', 'windsurf', 'mcp_config.json'), 'mcpServers', (server) => ({
        ...server,
      })),
      instructions: inHome('.codeium', 'windsurf', 'memories', 'global_rules.md'),
    },
  ];
}

function json(file: string, key: string, entry: ServerEntry['entry']): ServerEntry {
  return { file, format: 'json', key, entry };
}

function firstExisting(first: string, second: string): string {
  return existsSync(first) ? first : second;
}
