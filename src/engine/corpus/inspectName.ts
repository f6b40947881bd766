import { message } from '../../common/messages/message';
import { binaryExtensions } from './binaryExtensions';
import type { SkipCause } from './corpusEntry';
import { hasSecretName } from './secrets/secretNames';

/** Whether the reason is that a file is not handwritten; the user can include such files. */
export function isGenerated({ reason }: Pick<SkipCause, 'reason'>): boolean {
  return reason === 'generated' || reason === 'minified';
}

/** Files written by tools: lock files, minified files, source maps, compiled schemas, snapshots of test runners. */
const generatedNames: ReadonlySet<string> = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'deno.lock',
  'cargo.lock',
  'composer.lock',
  'gemfile.lock',
  'pipfile.lock',
  'poetry.lock',
  'pdm.lock',
  'uv.lock',
  'pixi.lock',
  'conda-lock.yml',
  'mix.lock',
  'rebar.lock',
  'pubspec.lock',
  'podfile.lock',
  'package.resolved',
  'cartfile.resolved',
  'flake.lock',
  'gradle.lockfile',
  'buildscript-gradle.lockfile',
  'packages.lock.json',
  'project.assets.json',
  'paket.lock',
  'go.sum',
  'go.work.sum',
  'cabal.project.freeze',
  'stack.yaml.lock',
  'opam.locked',
  'module.bazel.lock',
  '.terraform.lock.hcl',
  'chart.lock',
  '.pnp.cjs',
  '.pnp.loader.mjs',
]);

const generatedPattern = new RegExp(
  [
    String.raw`[.-]min\.(?:js|mjs|cjs|css|html)$`,
    String.raw`\.bundle\.(?:js|mjs|cjs|css)$`,
    String.raw`\.(?:js|mjs|cjs|css|ts)\.map$`,
    String.raw`\.snap$`,
    String.raw`\.pb\.(?:go|gw\.go|cc|h|c|swift|dart)$`,
    String.raw`\.pb(?:enum|json|server|grpc)\.dart$`,
    String.raw`_pb2(?:_grpc)?\.pyi?$`,
    String.raw`_pb\.(?:js|ts|d\.ts|rb)$`,
    String.raw`\.(?:g|freezed|gr|mocks)\.dart$`,
    String.raw`\.(?:designer|g|g\.i)\.(?:cs|vb)$`,
    String.raw`^zz_generated\..*\.go$`,
  ].join('|'),
);

/**
 * Why a file's name alone excludes it from the index: `secret`, `binary` or `generated`. Reads nothing.
 *
 * @param path relative to the workspace folder
 * @param includeSecrets the user asked to include files that look secret
 */
export function inspectName(path: string, includeSecrets = false): SkipCause | undefined {
  if (!includeSecrets && hasSecretName(path)) {
    return { reason: 'secret', detail: message('secretName') };
  }
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  if (dot >= 0 && binaryExtensions.has(name.slice(dot + 1))) {
    return { reason: 'binary', detail: message('binaryExtension', name.slice(dot)) };
  }
  if (generatedNames.has(name)) {
    return { reason: 'generated', detail: message('lockFile') };
  }
  if (name.endsWith('.svg')) return { reason: 'generated', detail: message('drawing') };
  return generatedPattern.test(name) ? { reason: 'generated', detail: message('generatedName') } : undefined;
}
