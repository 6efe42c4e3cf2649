import type { EngineEvent } from '../domain/events.js';
import type { PaneId } from '../panes/pane.js';

/** Events of a container that change nothing which only the engine can tell (addresses, ports, names). */
const quiet = /^(exec_|health_status|top$|attach$|detach$|resize$|copy$|archive-path$|extract-to-dir$|export$)/;

/** What has to be asked again after an event: the row of a container, a whole list, neither. */
export function touchedBy(event: EngineEvent): { container?: string; list?: PaneId } {
	const { type, action, id, attributes } = event;
	switch (type) {
		case 'container':
			if (action === 'destroy' || quiet.test(action)) return {};
			return action === 'commit' ? { container: id, list: 'images' } : { container: id };
		case 'image':
		case 'builder':
			return { list: 'images' };
		case 'volume':
			return action === 'create' || action === 'destroy' ? { list: 'volumes' } : {};
		case 'network': {
			const joined = action === 'connect' || action === 'disconnect';
			return { ...(attributes.container && { container: attributes.container }), ...(!joined && { list: 'networks' }) };
		}
		default:
			return {};
	}
}
