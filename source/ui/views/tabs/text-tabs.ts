import type { Line } from '../../../domain/text/line.js';
import type { TabId } from '../../../panes/noun.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { attachedTab } from './attached-tab.js';
import { contextTab } from './context-tab.js';
import { envTab } from './env-tab.js';
import { inspectTab } from './inspect-tab.js';
import { layersTab } from './layers-tab.js';
import { mountsTab } from './mounts-tab.js';
import { networkTab } from './network-tab.js';
import { statsTab } from './stats/stats-tab.js';
import { topTab } from './top-tab.js';
import { usedByTab } from './used-by-tab.js';

/** All lines of a tab, to be scrolled over in a window of `height`. Cheap when nothing has changed. */
export type TextTab = (state: State, width: number, height: number, glyphs: Glyphs) => readonly Line[];

/** The tabs that are text; all but the log. */
export const textTabs: Readonly<Record<Exclude<TabId, 'logs'>, TextTab>> = {
	stats: statsTab,
	inspect: inspectTab,
	env: envTab,
	top: topTab,
	mounts: mountsTab,
	network: networkTab,
	layers: layersTab,
	'used-by': usedByTab,
	containers: attachedTab,
	overview: contextTab,
};
