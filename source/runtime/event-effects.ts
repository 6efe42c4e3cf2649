import { type EngineEvent, isPassing } from '../domain/events.js';
import type { PaneId } from '../panes/pane.js';

/** What has to be asked again after an event: the row of a container, a whole list, neither. */
export function touchedBy(event: EngineEvent): { container?: string; list?: PaneId } {
	const { type, action, id, attributes } = event;
	switch (type) {
		case 'container':
			// Health is in the event itself.
			if (action === 'destroy' || action.startsWith('health_status') || isPassing(event)) return {};
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
