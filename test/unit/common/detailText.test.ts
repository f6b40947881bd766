import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import bundle from '../../../l10n/bundle.l10n.zh-cn.json';
import { detailText } from '../../../src/common/detailText';
import { allIssuers } from '../../support/issuerNames';
