'use strict';

// @whitebox-co/walmart-marketplace-api, generated from Walmart's OpenAPI files: every call of the client.
const assert = require('node:assert/strict');
const { randomUUID } = require('node:crypto');
const { test } = require('node:test');
const FormData = require('form-data');
const walmart = require('@whitebox-co/walmart-marketplace-api');
const emulator = require('./emulator.js');

const configuration = new walmart.Configuration({ basePath: emulator.base, formDataCtor: FormData, baseOptions: { headers: { Accept: 'application/json' } } });
const apis = Object.keys(walmart).filter(name => /^[A-Z]\w+Api$/.test(name) && name !== 'WalmartApi');
const basic = 'Basic ' + Buffer.from(`${emulator.clientId}:${emulator.clientSecret}`).toString('base64');
const called = new Set();
let token = '';

/** Every parameter that a generated method may ask for; each takes its own. */
function parameters() {
    const body = {};
    const values = {
        authorization: basic, wMSECACCESSTOKEN: token, wMQOSCORRELATIONID: randomUUID(), wMSVCNAME: 'compat', wMCONSUMERCHANNELTYPE: undefined,
        accept: 'application/json', contentType: 'application/json', grantType: 'client_credentials',
        id: emulator.sku(1), sku: emulator.sku(1), sKU: emulator.sku(30), productIdType: 'SKU', query: 'kettle', gtin: '00800000000000',
        purchaseOrderId: emulator.purchaseOrderId(0), returnOrderId: emulator.returnOrderId(0), feedType: 'inventory',
        inboundOrderId: '1', shipmentId: '1', mode: 'parcel', ruleId: '1', ruleStatus: 'ACTIVE', templateId: '1', subscriptionId: '1', departmentId: '1',
        enable: true, body, promo: true, fromDate: '2026-11-01', reportType: 'ITEM', reportVersion: 'v4', type: 'item', requestId: '1', reportDate: '01012026',
    };
    for (const number of ['', 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
        values[`inlineObject${number}`] = body;
    }

    return values;
}

/** Calls a method and checks what was sent, and that the answer was a success. */
async function call(api, method, given = {}) {
    called.add(`${api}.${method}`);
    const { result, sent } = await emulator.watch(() => new walmart[api](configuration)[method]({ ...parameters(), ...given }));
    assert.ok(result.status >= 200 && result.status < 300, `${api}.${method}: ${result.status}`);
    assert.equal(sent.length, 1, `${api}.${method} sent ${sent.length} requests`);
    const [request] = sent;
    if (request.path !== '/v3/token') {
        assert.match(request.headers['WM_SEC.ACCESS_TOKEN'], /^sha256:/);
        assert.equal(request.tokenState, 'Good');
        assert.equal(request.headers['WM_SVC.NAME'], 'compat');
    }

    return { data: result.data, status: result.status, request };
}

const fileOf = content => ({ value: Buffer.from(JSON.stringify(content)), options: { filename: 'feed.json' } });

/** Uploads by form: the generator appends a bare buffer, which has no file name, so the form names it as the client's users do. */
class NamedFormData extends FormData {
    append(name, value, options) {
        return super.append(name, value?.value ?? value, value?.options ?? options);
    }
}

configuration.formDataCtor = NamedFormData;

test('token and token detail', async () => {
    const { data, request } = await call('AuthenticationApi', 'tokenAPI');
    token = data.access_token;
    assert.equal(token.length, 1000);
    assert.equal(request.body, 'grant_type=client_credentials');
    const { data: detail } = await call('AuthenticationApi', 'getTokenDetail');
    assert.equal(detail.is_valid, true);
    assert.equal(Number(detail.expire_at) - Number(detail.issued_at), 900_000);
    assert.equal(detail.scopes.orders, 'full_access');
});

test('orders', async () => {
    const { data: page } = await call('OrdersApi', 'getAllOrders', { limit: '5', sku: undefined, purchaseOrderId: undefined });
    assert.equal(page.list.elements.order.length, 5);
    assert.match(page.list.meta.nextCursor, /^\?limit=5&/);
    const { data: released } = await call('OrdersApi', 'getAllReleasedOrders', { limit: '50', sku: undefined, purchaseOrderId: undefined });
    const id = released.list.elements.order[1].purchaseOrderId;
    const { data: one } = await call('OrdersApi', 'getAnOrder', { purchaseOrderId: id });
    assert.equal(one.order.purchaseOrderId, id);
    const { data: acknowledged, request } = await call('OrdersApi', 'acknowledgeOrders', { purchaseOrderId: id });
    assert.equal(request.bodyLength, 0);
    assert.equal(request.headers['Content-Type'], 'application/x-www-form-urlencoded');
    assert.equal(status(acknowledged), 'Acknowledged');
    const line = more => [{ lineNumber: '1', ...more }];
    const { data: shipped } = await call('OrdersApi', 'shippingUpdates', { purchaseOrderId: id, inlineObject: { orderShipment: { orderLines: { orderLine: line({ orderLineStatuses: { orderLineStatus: [{ status: 'Shipped' }] } }) } } } });
    assert.equal(status(shipped), 'Shipped');
    const { request: refund } = await call('OrdersApi', 'refundOrderLines', { purchaseOrderId: id, inlineObject1: { orderRefund: { orderLines: { orderLine: line({}) } } } });
    assert.equal(refund.headers['Content-Type'], 'application/xml');
    assert.match(refund.body, /^\{"orderRefund"/);
    const { data: cancelled } = await call('OrdersApi', 'cancelOrderLines', {
        purchaseOrderId: released.list.elements.order[2].purchaseOrderId,
        inlineObject2: { orderCancellation: { orderLines: { orderLine: line({ orderLineStatuses: { orderLineStatus: [{ status: 'Cancelled', cancellationReason: 'SELLER_CANCEL_OUT_OF_STOCK' }] } }) } } },
    });
    assert.equal(status(cancelled), 'Cancelled');

    function status(answer) {
        return answer.order.orderLines.orderLine[0].orderLineStatuses.orderLineStatus[0].status;
    }
});

test('items', async () => {
    const { data: page } = await call('ItemsApi', 'getAllItems', { nextCursor: '*', limit: '20', sku: undefined });
    assert.equal(page.ItemResponse.length, 20);
    const { data: second, request } = await call('ItemsApi', 'getAllItems', { nextCursor: page.nextCursor, limit: '20', sku: undefined });
    assert.match(request.query, /nextCursor=AoE%2F%2B/);
    assert.notEqual(second.ItemResponse[0].sku, page.ItemResponse[0].sku);
    const { data: taxonomy } = await call('ItemsApi', 'getTaxonomyResponse');
    assert.equal(taxonomy.payload[0].category, 'Home');
    const { data: retired } = await call('ItemsApi', 'retireAnItem');
    assert.equal(retired.sku, emulator.sku(30));
    const { data: feed, request: upload } = await call('ItemsApi', 'itemBulkUploads', { feedType: 'MP_ITEM', file: fileOf({ MPItem: [{ Orderable: { sku: 'NEW-2' } }] }) });
    assert.match(upload.headers['Content-Type'], /^multipart\/form-data/);
    assert.equal(feed.errors, null);
    const { data: catalog } = await call('ItemsApi', 'getCatalogSearch', { inlineObject: { query: { field: 'sku', value: 'SKU' } } });
    assert.ok(catalog.payload.length > 0);
});

test('inventory', async () => {
    await call('InventoryApi', 'updateInventoryForAnItem', { inlineObject: { sku: emulator.sku(1), quantity: { unit: 'EACH', amount: 3 } } });
    const { data } = await call('InventoryApi', 'getInventory', { shipNode: undefined });
    assert.equal(data.quantity.amount, 3);
    await call('InventoryApi', 'updateMultiNodeInventory', { inlineObject1: { inventories: { nodes: [{ shipNode: '10002', inputQty: { unit: 'EACH', amount: 8 } }] } } });
    const { data: nodes } = await call('InventoryApi', 'getMultiNodeInventoryForSkuAndAllShipnodes', { shipNode: undefined });
    assert.deepEqual(nodes.nodes.map(node => node.inputQty.amount), [3, 8]);
    const { data: all } = await call('InventoryApi', 'getMultiNodeInventoryForAllSkuAndAllShipNodes', { limit: '10' });
    assert.equal(all.elements.inventories.length, 10);
    await call('InventoryApi', 'updateBulkInventory', { shipNode: undefined, file: fileOf({ Inventory: [{ sku: emulator.sku(1) }] }) });
});

test('feeds', async () => {
    const { data: list } = await call('FeedsApi', 'getAllFeedStatuses', { feedId: undefined });
    const feedId = list.results.feed[0].feedId;
    const { data: feed, request } = await call('FeedsApi', 'getFeedItemStatus', { feedId, includeDetails: 'true' });
    assert.match(request.path, /%40/);
    assert.equal(feed.itemDetails.itemIngestionStatus[0].sku, emulator.sku(1));
    await call('FeedsApi', 'getFeedErrorReport', { feedId, feedType: 'FITMENT_ACES' });
});

test('reports', async () => {
    const { data: created } = await call('OnRequestReportApi', 'generateReport');
    const { requestId } = created;
    await call('OnRequestReportApi', 'getSingleRequestStatus', { requestId });
    const { data: ready } = await call('OnRequestReportApi', 'getSingleRequestStatus', { requestId });
    assert.equal(ready.requestStatus, 'READY');
    const { data: list } = await call('OnRequestReportApi', 'getRequestsStatus');
    assert.ok(list.requests.some(request => request.requestId === requestId));
    const { data: address } = await call('OnRequestReportApi', 'downloadReport', { requestId });
    assert.match(address.downloadURL, /sig=/);
    const { data: dates } = await call('ReportsApi', 'getAvailableReconReportDates');
    const reportDate = dates.availableApReportDates[0];
    await call('ReportsApi', 'getAvailableV1ReconReportDates');
    for (const method of ['getReconReport', 'getReconReportV1']) {
        const { data } = await call('ReportsApi', method, { reportDate, reportVersion: 'v1' });
        assert.match(data, /^PK/);
    }

    const { data: item } = await call('ReportsApi', 'getItemReport');
    assert.match(item, /^PK/);
});

test('prices, promotions, lag time, returns', async () => {
    const price = { sku: emulator.sku(1), pricing: [{ currentPriceType: 'BASE', currentPrice: { currency: 'USD', amount: 6 } }] };
    const { data } = await call('PricesApi', 'updatePrice', { inlineObject: price });
    assert.equal(data.ItemPriceResponse.sku, emulator.sku(1));
    const { request } = await call('PromotionsApi', 'updatePromotionalPrices', { inlineObject: price });
    assert.equal(request.query, 'promo=true');
    const { data: returns } = await call('ReturnsRefundsApi', 'getReturns', { limit: '5', returnOrderId: undefined });
    assert.equal(returns.returnOrders.length, 5);
    const { data: refund } = await call('ReturnsRefundsApi', 'issueRefund', { inlineObject: { customerOrderId: '1', refundLines: [] } });
    assert.equal(refund.returnOrderId, emulator.returnOrderId(0));
});

test('platform status', async () => {
    const { data } = await call('UtilitiesApi', 'getApiPlatformStatus');
    assert.ok(data.apiStatuses.every(api => api.status === 'OPERATIONAL'));
});

test('every other call of the client is answered', async t => {
    for (const api of apis) {
        for (const method of Object.getOwnPropertyNames(walmart[api].prototype).filter(name => name !== 'constructor' && !called.has(`${api}.${name}`))) {
            await t.test(`${api}.${method}`, async () => {
                const { data } = await call(api, method, { file: fileOf({ Inventory: [{ sku: emulator.sku(1) }] }) });
                assert.ok(data !== undefined && data !== '');
            });
        }
    }

    assert.ok(called.size >= 122);
});
