import * as vscode from 'vscode';
import type { AgentAnswer, AgentEngine, AgentRoot } from '../../agents/agentEngine';
import { untilFirstFiles } from '../../agents/firstFiles';
import { freshnessOf } from '../../agents/freshnessOf';
import { rootNames } from '../../agents/rootNames';
import type { FirstFilesParams, FirstFilesReport } from '../../common/contracts/engineContract';
import { SemanticSearchError } from '../../common/errors/errors';
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
    const first = await this.firstFiles(params, signal);
    return toAgentAnswer(await this.service.search(params, signal), first);
  }

  async similar(...[params, signal]: Parameters<AgentEngine['similar']>): Promise<AgentAnswer> {
    const first = await this.firstFiles({ ...params, query: params.text }, signal);
    return toAgentAnswer(await this.service.similar(params, signal), first);
  }

  excerpt(...[params]: Parameters<AgentEngine['excerpt']>): ReturnType<AgentEngine['excerpt']> {
    return this.engine.call('excerpt', params);
  }

  private async firstFiles(
    question: FirstFilesParams,
    signal: AbortSignal,
  ): Promise<FirstFilesReport | undefined> {
    try {
      return (await untilFirstFiles(this.engine, question, signal)) ?? undefined;
    } catch (error) {
      // The search reports it.
      if (error instanceof SemanticSearchError) return undefined;
      throw error;
    }
  }
}

function toAgentAnswer(
  { results, hints, withoutModel, state }: LocatedAnswer,
  first: FirstFilesReport | undefined,
): AgentAnswer {
  return { results, hints, withoutModel, freshness: freshnessOf(state, first) };
}
