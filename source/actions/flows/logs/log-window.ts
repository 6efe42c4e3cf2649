import { logSettings } from '../../../state/logs/log-settings.js';
import { type LogView, logWindows } from '../../../state/logs/log-view.js';
import { openWindow } from '../../../state/logs/log-window.js';
import type { ActionContext } from '../../action.js';

/** `W`: the part of this container's log that is read. Other logs keep theirs. */
export async function chooseWindow(context: ActionContext, { container }: LogView): Promise<void> {
	if (container === undefined) {
		return;
	}
	const { window: current } = logSettings(context.getState(), container);
	const chosen = await context.ask.menu({
		title: 'Window of the log',
		items: logWindows.map(({ id, title, key }) => ({
			id,
			label: title,
			key,
			hint: id === current ? 'now' : undefined,
		})),
		index: Math.max(
			0,
			logWindows.findIndex(({ id }) => id === current),
		),
	});
	const window = logWindows.find(({ id }) => id === chosen)?.id;
	if (window !== undefined) {
		context.update(state => openWindow(state, container, window));
	}
}
