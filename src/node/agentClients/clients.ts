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
  /** Skill that the client loads when it is needed. The file is ours, but several clients may read it. */
  readonly skill?: string | undefined;
  /**
   * Version of the client that was run with these files: it started the server, called a tool, and read the instructions
   * and the skill. Undefined if only the documentation of its formats was followed.
   */
  readonly tried?: string | undefined;
}

/** Where the clients keep their files. */
export interface ClientPlaces {
  readonly home: string;
  /** Variables with which users and systems move the directories of the clients. */
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}

/** Where the clients of this user keep their files, by the variables of the environment. */
export function clientPlaces(env: NodeJS.ProcessEnv): ClientPlaces {
  return { home: env['HOME'] ?? env['USERPROFILE'] ?? homedir(), env, platform: process.platform };
}

/** The skill for clients, in this package. @param dist directory of the built files */
export function skillFile(dist: string): string {
  return path.join(dist, '..', 'media', 'skills', 'semantic-search', 'SKILL.md');
}

/**
 * The clients, with the files of their documentation:
 * Claude Code (code.claude.com/docs/en/mcp, /memory, /skills), Codex (github.com/openai/codex, docs/config.md), Cursor
 * (cursor.com/docs/context/mcp, /skills), Copilot CLI (docs.github.com, "Using GitHub Copilot CLI"), Gemini CLI
 * (github.com/google-gemini/gemini-cli, docs/tools/mcp-server.md), Qwen Code (github.com/QwenLM/qwen-code), opencode
 * (opencode.ai/docs/mcp-servers, /rules), Zed (zed.dev/docs/ai/mcp), Windsurf (docs.windsurf.com/windsurf/cascade/mcp,
 * /memories, /skills).
 */
export function agentClients({ home, env = {}, platform }: ClientPlaces): readonly AgentClient[] {
  /** The directory that a variable names. Clients ignore or refuse a relative one. */
  const moved = (variable: string): string | undefined => {
    const place = env[variable];
    return place !== undefined && path.isAbsolute(place) ? place : undefined;
  };
  const skillIn = (directory: string): string => path.join(directory, 'semantic-search', 'SKILL.md');
  const sharedSkill = skillIn(path.join(home, '.agents', 'skills'));
  const config = moved('XDG_CONFIG_HOME') ?? path.join(home, '.config');
  const claude = moved('CLAUDE_CONFIG_DIR') ?? path.join(home, '.claude');
  const codex = moved('CODEX_HOME') ?? path.join(home, '.codex');
  const cursor = path.join(home, '.cursor');
  const copilot = moved('COPILOT_HOME') ?? path.join(home, '.copilot');
  const geminiHome = moved('GEMINI_CLI_HOME') ?? home;
  const gemini = path.join(geminiHome, '.gemini');
  const qwen = moved('QWEN_HOME') ?? path.join(home, '.qwen');
  const opencode = path.join(config, 'opencode');
  const appData = platform === 'win32' ? moved('APPDATA') : undefined;
  const zed = appData === undefined ? path.join(config, 'zed') : path.join(appData, 'Zed');
  const windsurf = path.join(home, '.codeium', 'windsurf');
  return [
    {
      id: 'claude',
      label: 'Claude Code',
      directory: claude,
      server: json(path.join(moved('CLAUDE_CONFIG_DIR') ?? home, '.claude.json'), 'mcpServers', stdio),
      instructions: path.join(claude, 'CLAUDE.md'),
      skill: skillIn(path.join(claude, 'skills')),
      tried: '2.1.332',
    },
    {
      id: 'codex',
      label: 'Codex',
      directory: codex,
      server: { file: path.join(codex, 'config.toml'), format: 'toml', key: 'mcp_servers', entry: plain },
      instructions: path.join(codex, 'AGENTS.md'),
      skill: sharedSkill,
      tried: '0.171.0',
    },
    {
      id: 'cursor',
      label: 'Cursor',
      directory: cursor,
      server: json(path.join(cursor, 'mcp.json'), 'mcpServers', stdio),
      skill: sharedSkill,
    },
    {
      id: 'copilot',
      label: 'GitHub Copilot CLI',
      directory: copilot,
      server: json(path.join(copilot, 'mcp-config.json'), 'mcpServers', (server) => ({
        type: 'local',
        ...server,
        tools: ['*'],
      })),
      instructions: path.join(copilot, 'copilot-instructions.md'),
      skill: moved('COPILOT_HOME') === undefined ? sharedSkill : skillIn(path.join(copilot, 'skills')),
      tried: '1.0.102',
    },
    {
      id: 'gemini',
      label: 'Gemini CLI',
      directory: gemini,
      server: json(path.join(gemini, 'settings.json'), 'mcpServers', plain),
      instructions: path.join(gemini, 'GEMINI.md'),
      skill: skillIn(path.join(geminiHome, '.agents', 'skills')),
      tried: '0.61.0',
    },
    {
      id: 'qwen',
      label: 'Qwen Code',
      directory: qwen,
      server: json(path.join(qwen, 'settings.json'), 'mcpServers', plain),
      instructions: path.join(qwen, 'QWEN.md'),
      skill: sharedSkill,
      tried: '0.24.4',
    },
    {
      id: 'opencode',
      label: 'opencode',
      directory: opencode,
      server: json(
        firstExisting(path.join(opencode, 'opencode.jsonc'), path.join(opencode, 'opencode.json')),
        'mcp',
        ({ command, args, env: environment }) => ({
          type: 'local',
          command: [command, ...args],
          ...(environment && { environment }),
          enabled: true,
        }),
      ),
      instructions: path.join(opencode, 'AGENTS.md'),
      skill: sharedSkill,
      tried: '1.18.33',
    },
    {
      id: 'zed',
      label: 'Zed',
      directory: zed,
      server: json(path.join(zed, 'settings.json'), 'context_servers', (server) => ({
        source: 'custom',
        ...server,
      })),
      skill: sharedSkill,
    },
    {
      id: 'windsurf',
      label: 'Windsurf',
      directory: windsurf,
      server: json(path.join(windsurf, 'mcp_config.json'), 'mcpServers', plain),
      instructions: path.join(windsurf, 'memories', 'global_rules.md'),
      skill: sharedSkill,
    },
  ];
}

function plain(server: ServerCommand): Readonly<Record<string, unknown>> {
  return { ...server };
}

function stdio(server: ServerCommand): Readonly<Record<string, unknown>> {
  return { type: 'stdio', ...server };
}

function json(file: string, key: string, entry: ServerEntry['entry']): ServerEntry {
  return { file, format: 'json', key, entry };
}

function firstExisting(first: string, second: string): string {
  return existsSync(first) ? first : second;
}
