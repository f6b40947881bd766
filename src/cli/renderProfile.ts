import { indexStages, type RunProfile } from '../common/contracts/indexReport';
import type { Line } from './output';

/** Widths of the columns of stages and of seconds. */
const nameColumns = 10;
const secondColumns = 8;

/** How a run spent its time, as readable text; on stderr. */
export function renderProfile({ threads, stagesMs }: RunProfile): Line[] {
  const sum = indexStages.reduce((total, stage) => total + stagesMs[stage], 0);
  const rows = indexStages.map((stage) => {
    const seconds = (stagesMs[stage] / 1000).toFixed(2).padStart(secondColumns);
    const share = sum === 0 ? 0 : Math.round((100 * stagesMs[stage]) / sum);
    return `  ${stage.padEnd(nameColumns)}${seconds} s ${String(share).padStart(3)} %`;
  });
  const who = threads === 1 ? "the engine's thread" : `${threads} threads`;
  return [`Time by stage, files analyzed by ${who}:`, ...rows];
}
