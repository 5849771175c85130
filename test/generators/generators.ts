import { join } from 'node:path';
import { root } from '../helpers/folders.ts';
import { generatorsFolder, goPrograms, pythonPrograms } from './folder.ts';
import { goFiles, orvalConfig, typescriptFiles } from './projects.ts';

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** Where a client is made, and the server that it calls. */
export interface Place {
  /** The bundled document. */
  readonly document: string;
  readonly baseUrl: string;
}

/** A generator of clients, and how its client is made, checked and run. Commands run in a folder of its own, in order. */
export interface Generator {
  readonly name: string;
  readonly language: 'TypeScript' | 'Python' | 'Go' | 'Java' | 'Rust';
  /** The file in `programs/` that calls the client, and its name beside the client. */
  readonly program: readonly [from: string, to: string];
  /** Files that the project needs, by name. */
  files?(place: Place): Readonly<Record<string, string>>;
  generate(place: Place): readonly Command[];
  compile(): readonly Command[];
  call(): readonly Command[];
}

const node = (file: string): Command => [process.execPath, join(generatorsFolder, 'node_modules', file)];
const python = join(pythonPrograms, 'python');

const typescript = {
  language: 'TypeScript',
  compile: () => [[process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'] as const],
  call: () =>
    [
      [
        join(root, 'node_modules/.bin/esbuild'),
        'main.ts',
        '--bundle',
        '--platform=node',
        '--format=esm',
        '--outfile=main.mjs',
      ],
      [process.execPath, 'main.mjs'],
    ] as const,
} as const;

const go = {
  language: 'Go',
  files: () => goFiles,
  compile: () =>
    [
      ['go', 'mod', 'tidy'],
      ['go', 'build', '-o', 'program', '.'],
    ] as const,
  call: () => [['./program']] as const,
} as const;

const pythonClient = {
  language: 'Python',
  compile: () => [[python, '-m', 'compileall', '-q', 'client']] as const,
  call: () => [[python, 'main.py']] as const,
} as const;

function maven(...goals: string[]): Command {
  return ['mvn', '-q', '-B', '-f', 'client/pom.xml', ...goals];
}

/** TLS needs headers of OpenSSL, and the server speaks HTTP. */
function cargo(command: 'build' | 'run'): Command {
  return ['cargo', command, '--quiet', '--no-default-features', '--manifest-path', 'client/Cargo.toml'];
}

/** Runs openapi-generator without the files that a client does not need. */
function openapiGenerator(place: Place, language: string, ...properties: string[]): readonly Command[] {
  const without = 'apiTests=false,modelTests=false,apiDocs=false,modelDocs=false';
  const args = ['generate', '-i', place.document, '-g', language, '-o', 'client', '--global-property', without];
  const own = properties.length > 0 ? ['--additional-properties', properties.join(',')] : [];
  return [[join(pythonPrograms, 'openapi-generator-cli'), ...args, ...own]];
}

/** The generators, in the order of the table. */
export const generators: readonly Generator[] = [
  {
    ...typescript,
    name: 'hey-api',
    program: ['hey-api.ts.tmpl', 'main.ts'],
    files: () => typescriptFiles,
    generate: ({ document }) => [[...node('@hey-api/openapi-ts/bin/run.js'), '-i', document, '-o', 'client']],
  },
  {
    ...typescript,
    name: 'orval',
    program: ['orval.ts.tmpl', 'main.ts'],
    files: (place) => ({ ...typescriptFiles, 'orval.config.mjs': orvalConfig(place) }),
    generate: () => [[...node('orval/dist/bin/orval.mjs'), '--config', 'orval.config.mjs']],
  },
  {
    ...typescript,
    name: 'openapi-generator typescript-fetch',
    program: ['openapi-generator.ts.tmpl', 'main.ts'],
    files: () => typescriptFiles,
    generate: (place) => openapiGenerator(place, 'typescript-fetch'),
  },
  {
    ...pythonClient,
    name: 'openapi-python-client',
    program: ['openapi-python-client.py', 'client/main.py'],
    files: () => ({ 'config.yaml': 'package_name_override: turso_client\n' }),
    generate: ({ document }) => [
      [
        join(pythonPrograms, 'openapi-python-client'),
        'generate',
        '--path',
        document,
        '--meta',
        'setup',
        '--output-path',
        'client',
        '--config',
        'config.yaml',
        '--overwrite',
      ],
    ],
    call: () => [[python, 'client/main.py']],
  },
  {
    ...pythonClient,
    name: 'openapi-generator python',
    program: ['openapi-generator.py', 'client/main.py'],
    generate: (place) => openapiGenerator(place, 'python'),
    call: () => [[python, 'client/main.py']],
  },
  {
    ...go,
    name: 'oapi-codegen',
    program: ['oapi-codegen.go', 'main.go'],
    generate: ({ document }) => [
      [
        join(goPrograms, 'oapi-codegen'),
        '-generate',
        'types,client',
        '-package',
        'client',
        '-o',
        'client/client.go',
        document,
      ],
    ],
  },
  {
    ...go,
    name: 'ogen',
    program: ['ogen.go', 'main.go'],
    generate: ({ document }) => [
      [join(goPrograms, 'ogen'), '--package', 'client', '--target', 'client', '--clean', document],
    ],
  },
  {
    ...go,
    name: 'openapi-generator go',
    program: ['openapi-generator.go', 'main.go'],
    generate: (place) => openapiGenerator(place, 'go', 'withGoMod=false', 'packageName=client'),
  },
  {
    name: 'openapi-generator java',
    language: 'Java',
    program: ['OpenapiGenerator.java', 'client/src/main/java/Main.java'],
    generate: (place) => openapiGenerator(place, 'java'),
    compile: () => [maven('compile')],
    call: () => [maven('org.codehaus.mojo:exec-maven-plugin:3.5.0:java', '-Dexec.mainClass=Main')],
  },
  {
    name: 'openapi-generator rust',
    language: 'Rust',
    program: ['openapi-generator.rs', 'client/src/main.rs'],
    generate: (place) => openapiGenerator(place, 'rust', 'packageName=turso_client'),
    compile: () => [cargo('build')],
    call: () => [cargo('run')],
  },
];
