import { mkdir, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { it } from 'vitest';
import { aihubmix } from '../support/providers/dialects/aihubmix';
import { writeLargeWorkspace } from '../support/providers/sampleWorkspace';
import { startStrictServer } from '../support/providers/strictServer';
it.each([['/tmp/distm',3000,3000],['/tmp/distm',3000,300],['/work/main/dist',3000,3000],['/work/main/dist',3000,300]])('x %s %i', async (d,latencyMs,tiny) => {
  await rm('/tmp/dbg3',{recursive:true,force:true});
  await mkdir('/tmp/dbg3/ws', { recursive: true });
  await writeLargeWorkspace('/tmp/dbg3/ws', 4_000_000, tiny);
  const server = await startStrictServer(aihubmix, {latencyMs});
  const t=performance.now();
  await promisify(execFile)(process.execPath,[d+'/cli.js','index','/tmp/dbg3/ws','--provider','aihubmix','--base-url',server.baseUrl,'--index-dir','/tmp/dbg3/idx','--json'],{env:{...process.env,SEMANTIC_SEARCH_API_KEY:server.key}}).catch(e=>console.log(e.stderr));
  console.log(d,latencyMs,tiny,'refused', server.refused.map(r=>JSON.stringify(r.refusal)), server.requests.map(r=>r.embedding!.tokens+'/'+r.embedding!.inputs.length).join(' '), (performance.now()-t)|0);
  await server.close();
}, 120000);
