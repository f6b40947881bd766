import * as vscode from 'vscode';
import type { AgentAnswer, AgentEngine, AgentRoot } from '../../agents/agentEngine';
import { freshnessOf } from '../../agents/freshnessOf';
import { rootNames } from '../../agents/rootNames';
import { folderKey, isVirtual } from '../folderKeys';
import type { EngineCaller, LocatedAnswer, SearchService } from '../services';

/** The index of this window, as the tools for language models need it. */
export class WindowEngine implements AgentEngine {
  constructor(
    private readonly service: SearchService,
    private readonly engine: EngineCaller,
  ) {}

  roots(): readonly AgentRoot[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const locations = folders.map((folder) =>
      isVirtual(folder) ? folder.uri.toString() : folder.uri.fsPath,
    );
    const names = rootNames(locations);
    return folders.map((folder, i) => ({
      folder: folderKey(folder),
      name: names[i]!,
      location: locations[i]!,
    }));
  }

  async search(...[params, signal]: Parameters<AgentEngine['search']>): Promise<AgentAnswer> {
    return toAgentAnswer(await this.service.search(params, signal));
  }

  async similar(...[params, signal]: Parameters<AgentEngine['similar']>): Promise<AgentAnswer> {
    return toAgentAnswer(await this.service.similar(params, signal));
  }

  excerpt(...[params]: Parameters<AgentEngine['excerpt']>): ReturnType<AgentEngine['excerpt']> {
    return this.engine.call('excerpt', params);
  }
}

function toAgentAnswer({ results, hints, withoutModel, state }: LocatedAnswer): AgentAnswer {
  return { results, hints, withoutModel, freshness: freshnessOf(state) };
}
