using WalmartAuth.Requests;

namespace WalmartAuth.Tests.Unit.Calls;

/// <summary>When pages are read, and in which order they are returned, for calls that the test controls.</summary>
public sealed class CallQueueTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task Calls_of_several_pages_run_side_by_side_and_come_in_their_order()
    {
        var queue = new CallQueue(2, keepOrder: true, CancellationToken.None);
        var first = new StubCall(pages: 3);
        var second = new StubCall(pages: 3);
        queue.Add(first.ReadAsync);
        queue.Add(second.ReadAsync);

        for (var page = 0; page < 3; page++)
        {
            second.Answer();
        }

        Assert.Equal(3, second.Asked);
        Assert.False(queue.HasPage);

        var taken = new List<object?>();
        while (!queue.IsEmpty)
        {
            var page = queue.TakeAsync();
            if (!page.IsCompleted)
            {
                first.WaitAsked(taken.Count + 1);
                first.Answer();
            }

            taken.Add((await Taken(page)).Output.Single());
        }

        Assert.Equal([first.Row(1), first.Row(2), first.Row(3), second.Row(1), second.Row(2), second.Row(3)], taken);
    }

    [Fact]
    public void A_call_counts_until_its_last_page()
    {
        var queue = new CallQueue(2, keepOrder: true, CancellationToken.None);
        StubCall[] calls = [new(pages: 2), new(pages: 2), new(pages: 1)];
        Array.ForEach(calls, c => queue.Add(c.ReadAsync));

        calls[1].Answer();
        Assert.Equal(0, calls[2].Asked);

        calls[1].Answer();
        Assert.Equal(1, calls[2].Asked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void The_call_that_is_written_asks_for_a_page_when_the_one_before_it_was_written(int throttleLimit)
    {
        var queue = new CallQueue(throttleLimit, keepOrder: true, CancellationToken.None);
        var call = new StubCall(pages: 3);
        queue.Add(call.ReadAsync);
        call.Answer();
        Assert.Equal(1, call.Asked);

        _ = queue.TakeAsync();
        Assert.Equal(1, call.Asked);

        _ = queue.TakeAsync();
        Assert.Equal(2, call.WaitAsked(2));
    }

    [Fact]
    public async Task No_more_is_read_ahead_than_fits_and_what_is_written_makes_room()
    {
        var queue = new CallQueue(2, keepOrder: true, CancellationToken.None, readAheadLimit: 25 * Megabyte);
        var first = new StubCall(pages: 1);
        var second = new StubCall(pages: 9, size: 10 * Megabyte);
        queue.Add(first.ReadAsync);
        queue.Add(second.ReadAsync);

        second.Answer();
        second.Answer();
        Assert.Equal(2, second.Asked);

        first.Answer();
        _ = await Taken(queue.TakeAsync());
        Assert.Equal(2, second.Asked);

        _ = await Taken(queue.TakeAsync());
        _ = await Taken(queue.TakeAsync());
        Assert.False(queue.HasPage);
        _ = queue.TakeAsync();
        Assert.Equal(3, second.WaitAsked(3));
    }

    [Fact]
    public async Task Without_order_pages_come_as_they_arrive_and_in_order_within_a_call()
    {
        var queue = new CallQueue(2, keepOrder: false, CancellationToken.None);
        var slow = new StubCall(pages: 1);
        var quick = new StubCall(pages: 2);
        queue.Add(slow.ReadAsync);
        queue.Add(quick.ReadAsync);
        quick.Answer();
        quick.Answer();
        slow.Answer();

        var taken = new List<object?>();
        while (!queue.IsEmpty)
        {
            taken.AddRange((await Taken(queue.TakeAsync())).Output);
        }

        Assert.Equal([quick.Row(1), quick.Row(2), slow.Row(1)], taken);
    }

    [Fact]
    public async Task Order_can_be_given_up_on_the_way_and_no_page_is_lost()
    {
        var queue = new CallQueue(2, keepOrder: true, CancellationToken.None);
        var slow = new StubCall(pages: 1);
        var quick = new StubCall(pages: 3);
        queue.Add(slow.ReadAsync);
        queue.Add(quick.ReadAsync);
        quick.Answer();
        quick.Answer();
        Assert.False(queue.HasPage);

        queue.ReleaseOrder();
        quick.Answer();

        var taken = new List<object?>();
        while (queue.HasPage)
        {
            taken.AddRange((await Taken(queue.TakeAsync())).Output);
        }

        Assert.Equal([quick.Row(1), quick.Row(2), quick.Row(3)], taken);
        slow.Answer();
        Assert.Equal(slow.Row(1), (await Taken(queue.TakeAsync())).Output.Single());
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public async Task Without_order_a_page_larger_than_the_limit_is_still_read()
    {
        var queue = new CallQueue(2, keepOrder: false, CancellationToken.None, readAheadLimit: Megabyte);
        var call = new StubCall(pages: 3, size: 2 * Megabyte);
        queue.Add(call.ReadAsync);
        call.Answer();
        Assert.Equal(1, call.Asked);

        _ = await Taken(queue.TakeAsync());
        Assert.Equal(2, call.WaitAsked(2));
    }

    [Fact]
    public async Task A_result_that_needs_no_call_comes_in_its_turn()
    {
        var queue = new CallQueue(4, keepOrder: true, CancellationToken.None);
        var call = new StubCall(pages: 1);
        queue.Add(call.ReadAsync);
        queue.Add(new CallPage { Output = ["made here"] });
        Assert.False(queue.HasPage);

        call.Answer();

        Assert.Equal(call.Row(1), (await Taken(queue.TakeAsync())).Output.Single());
        Assert.Equal("made here", (await Taken(queue.TakeAsync())).Output.Single());
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public async Task Waiting_callers_return_when_the_pending_calls_have_ended()
    {
        using var stop = new CancellationTokenSource();
        var queue = new CallQueue(2, keepOrder: true, stop.Token);
        StubCall[] calls = [new(pages: 2), new(pages: 2), new(pages: 2)];
        Array.ForEach(calls, c => queue.Add(c.ReadAsync));
        var page = queue.TakeAsync();

        stop.Cancel();
        calls[0].Cancel(stop.Token);
        Assert.False(page.IsCompleted);
        calls[1].Cancel(stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
        Assert.Equal(0, calls[2].Asked);
    }

    [Fact]
    public async Task A_call_that_breaks_in_an_unforeseen_way_ends_the_wait()
    {
        var queue = new CallQueue(2, keepOrder: true, CancellationToken.None);
        queue.Add(_ => Task.FromException<CallPage>(new InvalidOperationException("unforeseen")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.TakeAsync());
    }

    /// <summary>A call whose pages the test delivers.</summary>
    // The queue's only user blocks for a page. A test that continues on the delivering thread would block that call.
    private static Task<CallPage> Taken(Task<CallPage> page) => page.ContinueWith(p => p, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();

    private sealed class StubCall(int pages, long size = 0)
    {
        private readonly object gate = new();
        private TaskCompletionSource<CallPage> answer = new();

        public int Asked { get; private set; }

        public string Row(int page) => $"{pages} pages of {size}, page {page}";

        public Task<CallPage> ReadAsync(CancellationToken cancellation)
        {
            lock (gate)
            {
                Asked++;
                answer = new TaskCompletionSource<CallPage>();
                Monitor.PulseAll(gate);
                return answer.Task;
            }
        }

        /// <summary>Waits until the page is requested: a blocked call continues elsewhere.</summary>
        public int WaitAsked(int count)
        {
            lock (gate)
            {
                while (Asked < count)
                {
                    Monitor.Wait(gate);
                }

                return Asked;
            }
        }

        public void Answer() => answer.SetResult(new CallPage { Output = [Row(Asked)], Size = size, IsLast = Asked == pages });

        public void Cancel(CancellationToken cancellation) => answer.SetCanceled(cancellation);
    }
}
