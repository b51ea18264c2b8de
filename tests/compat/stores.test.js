'use strict';

// @stores.com/walmart-marketplace: every call of the client.
const assert = require('node:assert/strict');
const { after, test } = require('node:test');
const cache = require('memory-cache');
const WalmartMarketplace = require('@stores.com/walmart-marketplace');
const emulator = require('./emulator.js');

const client = new WalmartMarketplace({ url: emulator.base, clientId: emulator.clientId, clientSecret: emulator.clientSecret });
const called = new Set();

// The client's token cache holds a timer of several minutes, which would keep the process alive.
after(() => cache.clear());

/** Calls a method and checks that each request carried what Walmart asks for. */
async function call(area, method, ...args) {
    called.add(`${area}.${method}`);
    const { result, sent } = await emulator.watch(() => client[area][method](...args));
    for (const request of sent.filter(request => request.site === 'Marketplace' && request.path !== '/v3/token')) {
        assert.ok(request.statusCode < 300, `${request.method} ${request.path}?${request.query}: ${request.statusCode}`);
        assert.match(request.headers['WM_SEC.ACCESS_TOKEN'], /^sha256:/);
        assert.equal(request.headers['WM_SVC.NAME'], 'Walmart Marketplace');
        assert.equal(request.tokenState, 'Good');
        assert.equal(request.headers.Authorization, undefined);
    }

    return { result, sent: sent.filter(request => request.path !== '/v3/token') };
}

test('a token is requested once and cached for half of its lifetime', async () => {
    await emulator.forget();
    const first = await client.authentication.getAccessToken();
    const second = await client.authentication.getAccessToken();
    called.add('authentication.getAccessToken');
    assert.equal(first.access_token, second.access_token);
    assert.equal(first.expires_in, 900);
    const [request, ...others] = await emulator.received();
    assert.deepEqual(others, []);
    assert.equal(request.body, 'grant_type=client_credentials');
    assert.match(request.headers.Authorization, /^Basic sha256:/);
});

test('a wrong secret is an error with the status', async () => {
    const other = new WalmartMarketplace({ url: emulator.base, clientId: emulator.clientId, clientSecret: 'wrong' });
    await assert.rejects(other.authentication.getAccessToken(), /401/);
});

test('orders: pages by a query with two question marks', async () => {
    const { result, sent } = await call('orders', 'getAllOrders', { limit: 20, createdStartDate: '2020-01-01T00:00:00Z', autoPagination: true });
    assert.equal(new Set(result.map(order => order.purchaseOrderId)).size, 50);
    assert.equal(sent.length, 3);
    assert.match(sent[1].query, /^\?limit=20&/);
});

test('orders: released, acknowledged, shipped', async () => {
    const { result: released } = await call('orders', 'getAllReleasedOrders', { limit: 5, autoPagination: true });
    assert.equal(released.length, 13);
    const id = released[0].purchaseOrderId;
    const { result: acknowledged, sent } = await call('orders', 'acknowledgeOrder', id);
    assert.equal(sent[0].bodyLength, 0);
    assert.equal(acknowledged.order.orderLines.orderLine[0].orderLineStatuses.orderLineStatus[0].status, 'Acknowledged');
    const shipment = { orderShipment: { orderLines: { orderLine: [{ lineNumber: '1', orderLineStatuses: { orderLineStatus: [{ status: 'Shipped', trackingInfo: { trackingNumber: '1Z9' } }] } }] } } };
    const { result: shipped } = await call('orders', 'shipOrderLines', id, shipment);
    assert.equal(shipped.order.orderLines.orderLine[0].orderLineStatuses.orderLineStatus[0].trackingInfo.trackingNumber, '1Z9');
    const { result: left } = await call('orders', 'getAllReleasedOrders', { limit: 5, autoPagination: true });
    assert.equal(left.length, 12);
});

test('items: pages by a cursor that is not encoded', async () => {
    const { result, sent } = await call('items', 'getAllItems', { limit: 25, autoPagination: true });
    assert.equal(new Set(result.map(item => item.sku)).size, 60);
    assert.match(sent[1].query, /nextCursor=AoE\/\+/);
    const { result: page } = await call('items', 'getAllItems', { limit: 7, offset: 50 });
    assert.equal(page.length, 7);
});

test('items: one, search, catalog, setup, retirement', async () => {
    const { result: item } = await call('items', 'getAnItem', emulator.sku(1), { productIdType: 'SKU' });
    assert.equal(item.ItemResponse[0].sku, emulator.sku(1));
    const { result: found } = await call('items', 'itemSearch', { query: 'kettle' });
    assert.equal(found.items[0].title, 'Kettle no. 0');
    const { result: catalog } = await call('items', 'catalogSearch', { limit: 25, query: { field: 'sku', value: 'SKU' }, autoPagination: true });
    assert.equal(catalog.length, 60);
    const { result: feed, sent } = await call('items', 'bulkItemSetup', 'MP_ITEM', { MPItem: [{ Orderable: { sku: 'NEW-1' } }] });
    assert.match(feed.feedId, /@/);
    assert.equal(sent[0].query, 'feedType=MP_ITEM');
    const { result: retired } = await call('items', 'retireAnItem', emulator.sku(9));
    assert.equal(retired.sku, emulator.sku(9));
});

test('inventory and price: what was written can be read', async () => {
    const { result: set } = await call('inventory', 'updateInventory', { sku: emulator.sku(2), quantity: { unit: 'EACH', amount: 41 } });
    assert.equal(set.quantity.amount, 41);
    const { result: read } = await call('inventory', 'getInventory', emulator.sku(2));
    assert.equal(read.quantity.amount, 41);
    const { result: price } = await call('prices', 'updatePrice', { sku: emulator.sku(2), pricing: [{ currentPriceType: 'BASE', currentPrice: { currency: 'USD', amount: 7.5 } }] });
    assert.equal(price.ItemPriceResponse.sku, emulator.sku(2));
    const { result: item } = await call('items', 'getAnItem', emulator.sku(2));
    assert.equal(item.ItemResponse[0].price.amount, 7.5);
});

test('reports: request, wait, list, download without a token', async () => {
    const { result: request } = await call('reports', 'createReportRequest', 'ITEM', 'v4');
    for (let i = 0; i < 2; i++) {
        await call('reports', 'reportRequestStatus', request.requestId);
    }

    const { result: all } = await call('reports', 'getAllReportRequests', 'ITEM', { limit: 1, autoPagination: true });
    assert.equal(all.find(report => report.requestId === request.requestId).requestStatus, 'READY');
    const { result: address } = await call('reports', 'downloadReportUrl', request.requestId);
    const { result: rows, sent } = await call('reports', 'download', address.downloadURL);
    assert.equal(rows.length, 60);
    assert.equal(rows[0].SKU, emulator.sku(0));
    assert.equal(sent[0].site, 'Files');
    assert.equal(sent[0].headers['WM_SEC.ACCESS_TOKEN'], undefined);
});

test('settlement: dates, and rows until the offset is -1', async () => {
    const { result: dates } = await call('reports', 'getAvailableReconciliationReportDates');
    const { result: rows, sent } = await call('reports', 'getReconciliationReport', dates.availableApReportDates[0], { autoPagination: true });
    assert.equal(rows.length, 1500);
    assert.equal(sent.length, 2);
    assert.equal(rows[1]['Amount Type'], 'Commission on Product');
});

test('no call of the client was left out', () => {
    const all = Object.keys(client).flatMap(area => Object.keys(client[area]).map(method => `${area}.${method}`));
    assert.deepEqual([...called].sort(), all.sort());
});
