import { describe, expect, test } from 'vitest';
import { cellWidth } from '../../../../source/domain/text/cell-width.js';
import { cutText, distinctCuts, noteOf, textWidthOf } from '../../../../source/ui/views/list/cut-text.js';
import fc from '../../../helpers/fast-check.js';

const reference = (text: string, width: number) => cutText({ text }, width, 'reference');
const cuts = (texts: readonly string[], width: number, cut: 'middle' | 'reference' = 'middle') =>
	distinctCuts(
		texts.map(text => ({ text, width })),
		cut,
		'…',
	).map((text, index) => text ?? cutText({ text: texts[index]! }, width, cut));

describe('a note behind a text', () => {
	const note = { text: '1 unhealthy +2', role: 'bad', shorter: ['1 unhealthy', 'unhealthy'] } as const;
	test.each([
		[30, '1 unhealthy +2', 15],
		[24, '1 unhealthy', 12],
		[22, '1 unhealthy', 10],
		[20, 'unhealthy', 10],
		[19, undefined, 19],
	])('in %i cells is %s and leaves %i', (width, text, left) => {
		const cell = { text: 'worker 2/2', note };
		expect([noteOf(cell, width)?.text, textWidthOf(cell, width)]).toEqual([text, left]);
	});

	test.each([
		[19, 'unhealthy', 9],
		[18, 'unhealthy', 8],
		[17, undefined, 17],
	])('that stays in %i cells is %s and leaves %i', (width, text, left) => {
		const cell = { text: 'worker 2/2', note: { ...note, stays: true } };
		expect([noteOf(cell, width)?.text, textWidthOf(cell, width)]).toEqual([text, left]);
	});
});

describe('a reference in a narrow column', () => {
	test.each([
		['127.0.0.1:5555/captain:v1', 18, '127.0.…/captain:v1'],
		['127.0.0.1:5555/captain:v1', 12, '…/captain:v1'],
		['registry.example.com/team/helloworld:1.4', 24, 'registry…/helloworld:1.4'],
		['shop/api:2.7.0', 9, '…pi:2.7.0'],
		['opensearchproject/opensearch:2.19', 12, 'ope…rch:2.19'],
		['docker.elastic.co/elasticsearch/elasticsearch:8.15.3', 14, 'ela…rch:8.15.3'],
		['docker.elastic.co/elasticsearch/elasticsearch:8.15.3', 22, '…/elasticsearch:8.15.3'],
		['home-assistant/home-assistant:2025.11.3', 14, 'ho…t:2025.11.3'],
		['platform/payments-gateway:main-4f2c9ab', 14, 'paym…n-4f2c9ab'],
		['postgres:16-alpine', 12, 'p…:16-alpine'],
		['postgres:16-alpine', 11, 'pos…-alpine'],
		['redis:7.2-alpine3.19', 12, 'redi…ine3.19'],
		['team/platform/billing-service:2024.11.30-rc1', 12, 'bill….30-rc1'],
		['registry.example.com/a:2024.11.30-rc1', 12, 'a….11.30-rc1'],
		['opensearch:2', 9, 'ope…rch:2'],
		['localhost:5000/app', 10, 'local…/app'],
		['web:latest', 10, 'web:latest'],
		['a/very-long-tag:2026-11-30-0123456789abcdef', 12, 'very…9abcdef'],
	])('%s in %i cells is %s', (text, width, shown) => {
		expect(reference(text, width)).toBe(shown);
	});

	test('keeps its tag as long as there is space for it', () => {
		const tag = fc.stringMatching(/^[a-z0-9.]{1,8}$/);
		const path = fc.stringMatching(/^[a-z0-9]{1,12}(?:\/[a-z0-9]{1,12}){0,3}$/);
		fc.assert(
			fc.property(path, tag, fc.integer({ min: 12, max: 40 }), (name, version, width) => {
				const shown = reference(`${name}:${version}`, width);
				expect(shown.endsWith(`:${version}`)).toBe(true);
				expect(cellWidth(shown)).toBeLessThanOrEqual(width);
			}),
		);
	});
});

describe('a text in a narrow column', () => {
	test('is cut in the middle, at its end, or to the start of an id', () => {
		expect(cutText({ text: 'shop-frontend-worker-1' }, 14, 'middle')).toBe('shop-fr…rker-1');
		expect(cutText({ text: 'shop-frontend-worker-1' }, 14)).toBe('shop-frontend…');
		expect(cutText({ text: '662c94d98ef9' }, 7, 'id')).toBe('662c94d');
	});

	test('has a sign for the others where their number does not fit', () => {
		const ports = {
			text: '0.0.0.0:19200->9200, 0.0.0.0:19300->9300',
			short: '19200->9200, 19300->9300',
			shortest: '19200 +1',
		};
		expect(cutText(ports, 8, 'list')).toBe('19200 +1');
		expect(cutText(ports, 6, 'list')).toBe('19200+');
	});

	test('has its short form where it does not fit', () => {
		expect(cutText({ text: 'About a minute ago', short: '1m ago' }, 17)).toBe('1m ago');
		expect(cutText({ text: 'About a minute ago', short: '1m ago' }, 18)).toBe('About a minute ago');
	});
});

describe('different names', () => {
	test.each([
		[['aaaa-frontend-server-1', 'aaaa-backend-ab-server-1'], 12],
		[['shop-web-1', 'shop-web-2', 'shop-web-10'], 7],
		[['x'.repeat(30), `${'x'.repeat(15)}y${'x'.repeat(14)}`], 9],
		[['myproject-api-gateway-1', 'myproject-apx-gateway-1', 'myproject-apy-gateway-1'], 11],
		[['日本語コンテナ一号', '日本語コンテナ二号'], 9],
	])('%j read differently in %i cells', (names, width) => {
		const shown = cuts(names, width);
		expect(new Set(shown).size).toBe(names.length);
		for (const text of shown) {
			expect(cellWidth(text)).toBeLessThanOrEqual(width);
		}
	});

	test('differ in any column of at least eight cells if they differ in one place', () => {
		const name = fc.stringMatching(/^[a-z0-9-]{10,40}$/);
		fc.assert(
			fc.property(name, fc.nat(39), fc.integer({ min: 8, max: 20 }), (first, at, width) => {
				const place = at % first.length;
				const second = `${first.slice(0, place)}_${first.slice(place + 1)}`;
				const [a, b] = cuts([first, second], width);
				expect(a).not.toBe(b);
			}),
		);
	});

	test('keep the usual cut if it shows the difference', () => {
		expect(
			distinctCuts(
				[{ text: 'shop-frontend-worker-1', width: 12 }, { text: 'shop-backend-worker-2', width: 12 }, undefined],
				'middle',
				'…',
			),
		).toEqual([undefined, undefined, undefined]);
	});

	test('keep one text for equal ones', () => {
		const [a, b] = cuts(['team/very-long-image-name:1', 'team/very-long-image-name:1'], 12, 'reference');
		expect(a).toBe(b);
	});
});
