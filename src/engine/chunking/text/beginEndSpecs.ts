import {
  abapEnd,
  appleEnd,
  autoitEnd,
  basicEnd,
  bslEnd,
  cobolSection,
  fortranEnd,
  iecEnd,
  namedEnd,
  pascalBlocks,
  sasEnd,
  stataEnd,
  untilNext,
  verilogEnd,
  vimEnd,
} from './blockBody';
import { type TextSpec } from './textRules';

const pascal: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:class\s+)?(?<kind>procedure|function|constructor|destructor|operator)\s+(?<name>[\w.<>,]+)/i,
      kinds: {
        procedure: 'function',
        function: 'function',
        constructor: 'constructor' as const,
        destructor: 'method',
        operator: 'method',
      },
    },
    { pattern: /^(?:unit|program|library)\s+(?<name>[\w.]+)/i, kind: 'module' },
    {
      pattern:
        /^(?<name>\w+)(?:<[^>]*>)?\s*=\s*(?:packed\s+)?(?<kind>class|record|interface|object)\b(?!\s*;)/i,
      kinds: { class: 'class', record: 'struct', interface: 'interface', object: 'class' },
      containers: true,
    },
  ],
  lead: /^(?:\/\/|\{|\(\*)/,
  body: pascalBlocks,
};

const ada: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:overriding\s+|not\s+overriding\s+)*(?<kind>procedure|function|entry|task\s+body|task\s+type|task|protected\s+body|protected\s+type|package\s+body|package)\s+(?<name>[\w."+*/<>=&-]+)/i,
      kinds: {
        procedure: 'function',
        function: 'function',
        entry: 'function',
        task: 'class',
        'task body': 'class',
        'task type': 'class',
        'protected body': 'class',
        'protected type': 'class',
        package: 'module',
        'package body': 'module',
      },
      containers: new Set(['package', 'package body', 'protected body', 'protected type']),
    },
    { pattern: /^(?:sub)?type\s+(?<name>\w+)/i, kind: 'type' },
  ],
  lead: /^--/,
  body: namedEnd,
};

const vhdl: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:pure\s+|impure\s+)?(?<kind>entity|architecture|configuration|component|package\s+body|package|function|procedure)\s+(?<name>\w+)/i,
      kinds: {
        entity: 'class',
        architecture: 'class',
        configuration: 'class',
        component: 'class',
        package: 'module',
        'package body': 'module',
        function: 'function',
        procedure: 'function',
      },
      containers: new Set(['architecture', 'package', 'package body']),
    },
    { pattern: /^(?<name>\w+)\s*:\s*(?:postponed\s+)?process\b/i, kind: 'function' },
    { pattern: /^(?:sub)?type\s+(?<name>\w+)/i, kind: 'type' },
  ],
  lead: /^--/,
  body: namedEnd,
};

const verilog: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:(?:virtual|extern|static|protected|local|pure|import|export)\s+)*(?<kind>module|macromodule|interface|program|package|class|function|task)\s+(?:(?:automatic|static|void|signed|unsigned|logic|bit|reg|int|integer|real|string|\[[^\]]*\])\s+)*(?<name>[\w:]+)/,
      kinds: {
        module: 'module',
        macromodule: 'module',
        interface: 'interface',
        program: 'module',
        package: 'module',
        class: 'class',
        function: 'function',
        task: 'function',
      },
      containers: new Set(['package', 'class']),
    },
  ],
  lead: /^(?:\/\/|\/\*|\(\*)/,
  ignored: /^`(?:ifdef|ifndef|elsif|else|endif|timescale|include|define)\b/,
  body: verilogEnd,
};

const fortran: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:(?:pure|impure|elemental|recursive|module(?=\s+(?:subroutine|function))|integer|real|logical|complex|character|double\s+precision|type\s*\(\w+\))(?:\s*\([^)]*\)|\s*\*\s*\d+)?\s+)*(?<kind>subroutine|function|program|module|submodule)\s+(?!procedure\b)(?:\([^)]*\)\s*)?(?<name>\w+)/i,
      kinds: {
        subroutine: 'function',
        function: 'function',
        program: 'module',
        module: 'module',
        submodule: 'module',
      },
      containers: new Set(['module', 'submodule']),
    },
    { pattern: /^type\s*(?:,[^:]*)?(?:::)?\s*(?<name>[A-Za-z]\w*)\s*$/i, kind: 'struct' },
  ],
  lead: /^[!*]|^c\s/i,
  body: fortranEnd,
};

const basic: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:(?:public|private|friend|protected|shared|overrides|overridable|mustoverride|static|async|partial|notinheritable|mustinherit|shadows|readonly|default)\s+)*(?<kind>sub|function|property(?:\s+(?:get|let|set))?|class|module|structure|interface|enum|type|namespace)\s+(?<name>\w+)/i,
      kinds: {
        sub: 'function',
        function: 'function',
        property: 'property',
        'property get': 'property',
        'property let': 'property',
        'property set': 'property',
        class: 'class',
        module: 'module',
        structure: 'struct',
        interface: 'interface',
        enum: 'enum',
        type: 'struct',
        namespace: 'module',
      },
      containers: new Set(['class', 'module', 'structure', 'interface', 'namespace']),
    },
  ],
  lead: /^(?:'|rem\s|<\w)/i,
  ignored: /^#(?:if|else|elseif|end|region)\b/i,
  body: basicEnd,
};

const vim: TextSpec = {
  rules: [
    {
      pattern: /^(?:export\s+)?(?:function|fu|fun|func|def)!?\s+(?<name>[\w:#.<>{}]+)\s*\(/,
      kind: 'function',
    },
    { pattern: /^command!?\s+(?:-\S+\s+)*(?<name>[A-Z]\w*)/, kind: 'function' },
  ],
  lead: /^["#]/,
  body: vimEnd,
};

const abap: TextSpec = {
  rules: [
    {
      pattern: /^(?<kind>form|method|function|class|interface|module)\s+(?<name>[\w~\/-]+)/i,
      kinds: {
        form: 'function',
        method: 'method',
        function: 'function',
        class: 'class',
        interface: 'interface',
        module: 'function',
      },
      containers: new Set(['class', 'interface']),
    },
  ],
  lead: /^[*"]/,
  body: abapEnd,
};

const matlab: TextSpec = {
  rules: [
    { pattern: /^function\s+(?:(?:\[[^\]]*\]|\w+)\s*=\s*)?(?<name>[\w.]+)/, kind: 'function' },
    { pattern: /^classdef\s+(?:\([^)]*\)\s*)?(?<name>\w+)/, kind: 'class', containers: true },
  ],
  lead: /^%/,
  body: untilNext,
};

/** In fixed form, sections and paragraphs begin in column 8, statements in column 12. */
const cobol: TextSpec = {
  rules: [
    { pattern: /^program-id\.\s*(?<name>[\w-]+)/i, kind: 'module' },
    { pattern: /^(?<name>[A-Z\d][\w-]*)\s+section\s*\./i, kind: 'function' },
    { pattern: /^(?!exit\b|goback\b|continue\b|stop\b|end-)(?<name>[A-Z\d][\w-]*)\.\s*$/i, kind: 'function' },
  ],
  lead: /^[*/]/,
  margin: 7,
  body: cobolSection,
};

/** The language of 1C, with keywords in Russian or English. */
const bsl: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:(?:Асинх|Async)\s+)?(?:Процедура|Функция|Procedure|Function)\s+(?<name>[\p{L}_][\p{L}\p{N}_]*)/iu,
      kind: 'function',
    },
  ],
  lead: /^(?:\/\/|&)/,
  ignored: /^#/,
  body: bslEnd,
};

const autoit: TextSpec = {
  rules: [{ pattern: /^(?:volatile\s+)?func\s+(?<name>\w+)/i, kind: 'function' }],
  lead: /^;/,
  body: autoitEnd,
};

const appleScript: TextSpec = {
  rules: [{ pattern: /^(?:on|to)\s+(?!error\b)(?<name>\w+)/, kind: 'function' }],
  lead: /^(?:--|#)/,
  body: appleEnd,
};

const sas: TextSpec = {
  rules: [{ pattern: /^%macro\s+(?<name>\w+)/i, kind: 'function' }],
  lead: /^(?:\/\*|\*)/,
  body: sasEnd,
};

const stata: TextSpec = {
  rules: [
    {
      pattern: /^(?:(?:cap\w*|qui\w*)\s+)*program\s+(?!drop\b|dir\b)(?:def\w*\s+)?(?<name>[A-Za-z_]\w*)/,
      kind: 'function',
    },
  ],
  lead: /^(?:\*|\/\/)/,
  body: stataEnd,
};

/** Structured text of IEC 61131. */
const structuredText: TextSpec = {
  rules: [
    {
      pattern:
        /^(?<kind>function_block|function|program|method|type)\s+(?:(?:public|private|protected|final|abstract)\s+)*"?(?<name>\w+)/i,
      kinds: {
        function_block: 'class',
        function: 'function',
        program: 'module',
        method: 'method',
        type: 'type',
      },
    },
  ],
  lead: /^(?:\/\/|\(\*|\{)/,
  body: iecEnd,
};

/** Languages whose bodies end with a keyword, by identifier. */
export const beginEndSpecs: ReadonlyMap<string, TextSpec> = new Map([
  ['pascal', pascal],
  ['fortran', fortran],
  ['verilog', verilog],
  ['systemverilog', verilog],
  ['vb', basic],
  ['viml', vim],
  ['abap', abap],
  ['matlab', matlab],
  ['ada', ada],
  ['vhdl', vhdl],
  ['cobol', cobol],
  ['bsl', bsl],
  ['autoit', autoit],
  ['applescript', appleScript],
  ['sas', sas],
  ['stata', stata],
  ['iec-st', structuredText],
]);
