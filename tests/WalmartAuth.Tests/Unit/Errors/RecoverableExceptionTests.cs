using System.Management.Automation;
using System.Runtime.CompilerServices;
using WalmartAuth.Common;

namespace WalmartAuth.Tests.Unit.Errors;

/// <summary>Which exceptions become one error of a cmdlet.</summary>
public sealed class RecoverableExceptionTests
{
    [Theory]
    [InlineData(typeof(InvalidOperationException), true)]
    [InlineData(typeof(FormatException), true)]
    [InlineData(typeof(OutOfMemoryException), false)]
    [InlineData(typeof(StackOverflowException), false)]
    [InlineData(typeof(AccessViolationException), false)]
    [InlineData(typeof(ThreadAbortException), false)]
    [InlineData(typeof(PipelineStoppedException), false)]
    [InlineData(typeof(ActionPreferenceStopException), false)]
    public void What_ends_the_process_or_the_pipeline_is_left_alone(Type type, bool isRecoverable) =>
        Assert.Equal(isRecoverable, ((Exception)RuntimeHelpers.GetUninitializedObject(type)).IsRecoverable());
}
