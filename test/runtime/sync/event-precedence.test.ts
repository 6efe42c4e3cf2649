import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import { EventPrecedence } from '../../../source/runtime/sync/event-precedence.js';
import { fakeClock } from '../fake-clock.js';

const event = (action: string, id: string, type = 'container'): EngineEvent => ({
	...{ type, action, id, at: 0, attributes: {} },
});

describe('the memory of events', () => {
	test('drops an event once no older request is pending', async () => {
		const time = fakeClock();
		const precedence = new EventPrecedence(time.clock);
		for (let index = 0; index < 1000; index++) {
			precedence.record(event('destroy', `v${index}`, 'volume'));
		}
		expect(precedence.remembered).toBe(0);
		const first = precedence.begin();
		for (let index = 0; index < 1000; index++) {
			precedence.record(event('destroy', `v${index % 10}`, 'volume'));
		}
		expect(precedence.remembered).toBe(10);
		const second = precedence.begin();
		precedence.record(event('destroy', 'last', 'volume'));
		precedence.end(first);
		expect(precedence.remembered).toBe(1);
		expect(precedence.isGone(second, 'volumes', 'last')).toBe(true);
		expect(precedence.isGone(second, 'volumes', 'v1')).toBe(false);
		precedence.end(second);
		expect(precedence.remembered).toBe(0);
	});

	test('drops the end of a container after some seconds', async () => {
		const time = fakeClock();
		const precedence = new EventPrecedence(time.clock);
		for (let index = 0; index < 1000; index++) {
			precedence.record(event('destroy', `c${index}`));
		}
		expect(precedence.isGone(precedence.mark(), 'containers', 'c7')).toBe(true);
		await time.pass(3001);
		expect(precedence.isGone(precedence.mark(), 'containers', 'c7')).toBe(false);
		precedence.record(event('die', 'other'));
		expect(precedence.remembered).toBe(1);
	});
});
