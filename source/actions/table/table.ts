import type { NounId } from '../../panes/noun.js';
import { nounIds } from '../../panes/panes.js';
import type { Action } from '../action.js';
import { composeActions } from './compose.js';
import { connectActions } from './connect-screen.js';
import { containerActions } from './containers.js';
import { contextActions } from './contexts.js';
import { detailActions, textActions } from './detail.js';
import { globalActions } from './global.js';
import { imageActions } from './images.js';
import { logActions } from './logs.js';
import { networkActions } from './networks.js';
import { browseActions, listActions } from './view.js';
import { volumeActions } from './volumes.js';

const nounActions: Readonly<Record<NounId, readonly Action[]>> = {
	containers: containerActions,
	images: imageActions,
	volumes: volumeActions,
	networks: networkActions,
	contexts: contextActions,
	compose: composeActions,
};

/** All actions, in the order of menus and help. */
export const actionTable: readonly Action[] = [
	...nounIds.flatMap(noun => nounActions[noun]),
	...connectActions,
	...logActions,
	...textActions,
	...detailActions,
	...listActions,
	...browseActions,
	...globalActions,
];
