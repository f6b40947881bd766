import { describe, expect, it } from 'vitest';
import { writeDetail } from '../../../src/common/messages/detailForm';
import { AttributeScope } from '../../../src/engine/corpus/attributeScope';
import { walkCorpus, type CorpusOptions } from '../../../src/engine/corpus/walkCorpus';
import { MemoryFileSource, type MemoryNode } from './memoryFileSource';

async function walk(nodes: Readonly<Record<string, MemoryNode>>, options?: CorpusOptions): Promise<string[]> {
  const lines: string[] = [];
  for await (const entry of walkCorpus(new MemoryFileSource(nodes), options)) {
    if (entry.type === 'skipped') {
      lines.push(`${entry.skipped.path} ${entry.skipped.reason}: ${writeDetail(entry.skipped.detail ?? '')}`);
    } else {
      const { path, encoding, isHandwritten } = entry.file;
      lines.push([path, encoding, isHandwritten === true ? 'by hand' : undefined].filter(Boolean).join(' '));
    }
  }
  return lines.filter((line) => !line.includes('.gitattributes') || line.includes('linguist'));
}

describe('attributes of git', () => {
  it('decide which files are generated, if they are set', async () => {
    const nodes = {
      '.gitattributes':
        '# generated\n*.pb.go linguist-generated=false\n/api/** linguist-generated diff\nlib/*.js -linguist-generated\n',
      'api/client.ts': 'x',
      'x.pb.go': 'x',
      'lib/a.min.js': 'x',
      'y.ts': 'x',
    };
    expect(await walk(nodes)).toEqual([
      'api/client.ts generated: linguist-generated in .gitattributes:3',
      'lib/a.min.js by hand',
      'x.pb.go by hand',
      'y.ts',
    ]);
    expect(await walk(nodes, { includeGenerated: ['api'] })).toContain('api/client.ts');
  });

  it('come from the nearest file, and from its last matching line', async () => {
    expect(
      await walk({
        '.gitattributes': '*.ts linguist-generated\n',
        'a/.gitattributes':
          'b.ts !linguist-generated\nc.ts linguist-generated=true\nc.ts -linguist-generated\n',
        'a/b.ts': 'x',
        'a/c.ts': 'x',
        'd.ts': 'x',
      }),
    ).toEqual(['a/b.ts', 'a/c.ts by hand', 'd.ts generated: linguist-generated in .gitattributes:1']);
  });

  it('set the encoding', async () => {
    expect(
      await walk({
        '.gitattributes':
          '*.rc text working-tree-encoding=UTF-16LE-BOM\n"a b.txt" working-tree-encoding=cp1250\n',
        'app.rc': 'x',
        'a b.txt': 'x',
        'c.txt': 'x',
      }),
    ).toEqual(['a b.txt cp1250', 'app.rc UTF-16LE-BOM', 'c.txt']);
  });

  it('are read from info/attributes of a virtual folder, which overrides the others', async () => {
    const nodes = {
      '.git/info/attributes': 'a.ts linguist-generated\n*.ts working-tree-encoding=koi8-r\n',
      '.gitattributes': 'a.ts -linguist-generated\n',
      'a.ts': 'x',
      'b.ts': 'x',
    };
    expect((await walk(nodes)).filter((line) => !line.startsWith('.git/'))).toEqual([
      'a.ts generated: linguist-generated in .git/info/attributes:1',
      'b.ts koi8-r',
    ]);
  });

  it('apply from the directories above the workspace folder', () => {
    const scope = AttributeScope.inside({
      repository: { id: '', isBare: false, ignoreCase: false, ignoreFiles: [] },
      workspacePath: 'packages/app/',
      attributeFiles: [
        { workspacePath: 'packages/app/', text: 'packages/*/gen/** linguist-generated\n' },
        { workspacePath: 'app/', text: 'y.ts linguist-generated=false\n' },
      ],
    });
    expect(scope.find('gen/x.ts')).toMatchObject({ isGenerated: true, origin: '../../.gitattributes:1' });
    expect(scope.find('gen/y.ts')).toMatchObject({ isGenerated: false, origin: '../.gitattributes:1' });
    expect(scope.find('x.ts')).toMatchObject({ isGenerated: undefined });
  });
});
